using Academy.Contracts.Learner;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.People;
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
        await db.RecordRequests.Where(r => r.LearnerId == erased.LearnerId)
            .ExecuteUpdateAsync(request => request.SetProperty(r => r.LearnerId, (Guid?)null).SetProperty(r => r.Reason, (string?)null), cancellationToken);
        var accounts = await db.Accounts.Where(a => a.LearnerId == erased.LearnerId || a.FormerLearnerId == erased.LearnerId).ToListAsync(cancellationToken);
        foreach (var account in accounts)
        {
            await Forget(account, cancellationToken);
        }
    }

    private async Task Forget(Account account, CancellationToken cancellationToken)
    {
        account.Unlink();
        await db.RecordRequests.Where(r => r.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
        await db.StaffInvitations.Where(i => i.AccountId == account.Id || i.NormalizedAddress == account.NormalizedEmail).ExecuteDeleteAsync(cancellationToken);
        if (await db.Memberships.AnyAsync(m => m.AccountId == account.Id, cancellationToken))
        {
            return;
        }

        var addresses = await db.EmailLinks.Where(l => l.AccountId == account.Id).Select(l => l.NormalizedAddress).ToListAsync(cancellationToken);
        addresses.Add(account.NormalizedEmail!);
        await db.Database.ExecuteSqlAsync($"DELETE FROM messages WHERE upper(address) = ANY({addresses})", cancellationToken);
        await db.EmailLinks.Where(l => addresses.Contains(l.NormalizedAddress)).ExecuteDeleteAsync(cancellationToken);
        await db.Invitations.Where(i => addresses.Contains(i.NormalizedAddress) && i.MembershipId == null).ExecuteDeleteAsync(cancellationToken);
        db.Remove(account);
    }
}
