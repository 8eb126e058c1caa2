using Academy.Contracts.Learner;
using Academy.Identity.Data;
using Academy.ServiceDefaults;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Consumers;

/// <summary>Forgets the record, and the account of the person unless it has or had a role in an organisation: then it is no learner's any more.</summary>
internal sealed class LearnerErasedConsumer(IdentityDb db) : IConsumer<LearnerErased>
{
    public async Task Consume(ConsumeContext<LearnerErased> context)
    {
        var (erased, cancellationToken) = (context.Message, context.CancellationToken);
        await db.Erase(erased, cancellationToken);
        await db.KnownEmployments.Where(e => e.LearnerId == erased.LearnerId).ExecuteDeleteAsync(cancellationToken);
        await db.KnownCompletions.Where(c => c.LearnerId == erased.LearnerId).ExecuteDeleteAsync(cancellationToken);
        await db.KnownLearners.Where(l => l.Id == erased.LearnerId).ExecuteDeleteAsync(cancellationToken);
        if (await db.Accounts.SingleOrDefaultAsync(a => a.LearnerId == erased.LearnerId, cancellationToken) is not { } account)
        {
            return;
        }

        account.Unlink();
        await db.RecordRequests.Where(r => r.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
        if (!await db.Memberships.AnyAsync(m => m.AccountId == account.Id, cancellationToken))
        {
            await db.Messages.Where(m => m.Address == account.Email).ExecuteDeleteAsync(cancellationToken);
            await db.EmailLinks.Where(l => l.NormalizedAddress == account.NormalizedEmail).ExecuteDeleteAsync(cancellationToken);
            db.Remove(account);
        }
    }
}
