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

        // Whoever is just making a credential holds the passport, too. What is left of one is its revoked place in the status lists.
        await db.LockPassports([erased.LearnerId], context.CancellationToken);
        await db.Credentials.Where(c => db.Entries.Any(e => e.Id == c.EntryId && e.LearnerId == erased.LearnerId))
            .ExecuteUpdateAsync(
                c => c.SetProperty(c => c.IsRevoked, true).SetProperty(c => c.EntryId, (Guid?)null)
                    .SetProperty(c => c.Content, (byte[]?)null).SetProperty(c => c.Intent, (string?)null).SetProperty(c => c.Signed, (string?)null),
                context.CancellationToken);
        await db.Notices.Where(n => db.Observations.Any(o => o.Id == n.CauseId && o.LearnerId == erased.LearnerId)).ExecuteDeleteAsync(context.CancellationToken);
        await db.Employments.Where(e => e.LearnerId == erased.LearnerId).ExecuteDeleteAsync(context.CancellationToken);
        await db.Passports.Where(p => p.LearnerId == erased.LearnerId).ExecuteDeleteAsync(context.CancellationToken);

        // After the passport: whoever holds it may just be giving notice.
        await db.Notices.Where(n => n.RecipientId == erased.LearnerId).ExecuteDeleteAsync(context.CancellationToken);
    }
}
