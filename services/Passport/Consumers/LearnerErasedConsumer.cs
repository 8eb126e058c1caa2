using Academy.Contracts.Learner;
using Academy.Passport.Data;
using Academy.ServiceDefaults;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Consumers;

internal sealed class LearnerErasedConsumer(PassportDb db) : IConsumer<LearnerErased>
{
    // Entries, ledger, shares and receipts go with the passport they belong to.
    public async Task Consume(ConsumeContext<LearnerErased> context)
    {
        var erased = context.Message;
        await db.Erase(erased, context.CancellationToken);
        await db.Employments.Where(e => e.LearnerId == erased.LearnerId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Passports.Where(p => p.LearnerId == erased.LearnerId).ExecuteDeleteAsync(context.CancellationToken);

        // After the passport: whoever holds it may just be giving notice.
        await db.Notices.Where(n => n.RecipientId == erased.LearnerId).ExecuteDeleteAsync(context.CancellationToken);
    }
}
