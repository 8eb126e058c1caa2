using Academy.Contracts.Identity;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Records;

/// <summary>Looks for the record of a person, and links it to their account.</summary>
internal sealed class RecordFinder(IdentityDb db, TimeProvider time)
{
    private const int Most = 200;

    /// <summary>Every record that could be the person's. Whatever agrees in three facts agrees in number or birthday.</summary>
    public async Task<IReadOnlyList<RecordFacts>> Candidates(RecordClaim claim, CancellationToken cancellationToken)
    {
        var employers = db.KnownEmployments.Where(e => db.KnownEmployers.Any(k => k.Id == e.EmployerId && k.Name == claim.Employer));
        var learners = await db.KnownLearners.AsNoTracking()
            .Where(l => l.AcademyNumber == claim.AcademyNumber
                || (l.DateOfBirth == claim.DateOfBirth && (l.Names.Contains(claim.Name) || employers.Any(e => e.LearnerId == l.Id))))
            .OrderBy(l => l.Id).Take(Most).ToListAsync(cancellationToken);
        var ids = learners.ConvertAll(l => l.Id);
        var work = await (
            from employment in db.KnownEmployments
            join employer in db.KnownEmployers on employment.EmployerId equals employer.Id
            where ids.Contains(employment.LearnerId)
            select new { employment.LearnerId, employer.Name }).ToListAsync(cancellationToken);
        var training = await db.KnownCompletions.Where(c => ids.Contains(c.LearnerId)).OfTheLastDay()
            .Select(c => new { c.LearnerId, c.Title }).ToListAsync(cancellationToken);
        var (employersOf, coursesOf) = (work.ToLookup(w => w.LearnerId, w => w.Name), training.ToLookup(t => t.LearnerId, t => t.Title));

        // What was known of a record that was merged still finds the person.
        var closed = await db.KeptRecords(ids, cancellationToken);
        return [.. learners.Select(l => new RecordFacts(closed.GetValueOrDefault(l.Id) ?? l.Id, l.Names, l.DateOfBirth, l.AcademyNumber, [.. employersOf[l.Id]], [.. coursesOf[l.Id]]))];
    }

    /// <summary>Links a learner to an account, and takes the link from another one only where staff decided so.</summary>
    /// <returns>False if the learner is not known, or is another account's.</returns>
    public async Task<bool> Link(Account account, Guid learnerId, bool takesOver, CancellationToken cancellationToken)
    {
        var learner = await db.KnownLearners.FromSql($"SELECT * FROM known_learners WHERE id = {learnerId} FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
        var holder = await db.Accounts.SingleOrDefaultAsync(a => a.LearnerId == learnerId, cancellationToken);
        if (learner is null || await db.KeptRecord(learnerId, cancellationToken) != learnerId || (holder is not null && !takesOver))
        {
            return false;
        }

        if (holder is not null)
        {
            holder.Unlink();
            await db.SaveChangesAsync(cancellationToken);
        }

        account.LinkTo(learnerId);
        db.Say(new AccountLinked(learnerId, learner.CountLink(), account.Id, time.GetUtcNow()));
        return true;
    }

    /// <summary>A record that began with an account, when its person accepted an employer's invitation: now that it is known, Learner hears whose it is.</summary>
    public async Task TellOfNew(Guid learnerId, CancellationToken cancellationToken)
    {
        var learner = await db.KnownLearners.FromSql($"SELECT * FROM known_learners WHERE id = {learnerId} FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
        if (learner is { Links: 0 } && await db.Accounts.SingleOrDefaultAsync(a => a.LearnerId == learnerId, cancellationToken) is { } account)
        {
            db.Say(new AccountLinked(learnerId, learner.CountLink(), account.Id, time.GetUtcNow()));
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Gives a record the account of one that was merged into it. An account it has already stays; the other is then no learner's.</summary>
    public async Task MoveAccounts(Guid keptId, CancellationToken cancellationToken)
    {
        var merged = await db.Set<ClosedRecord>().Where(r => r.MergedInto == keptId).Select(r => (Guid?)r.LearnerId).ToListAsync(cancellationToken);
        if (merged.Count == 0 || !await db.KnownLearners.AnyAsync(l => l.Id == keptId, cancellationToken))
        {
            return;
        }

        // Whoever is just linking an account to one of them is waited for.
        Guid[] all = [keptId, .. merged.OfType<Guid>()];
        await db.Database.ExecuteSqlAsync($"SELECT FROM known_learners WHERE id = ANY({all}) ORDER BY id FOR UPDATE", cancellationToken);
        foreach (var account in await db.Accounts.Where(a => merged.Contains(a.LearnerId)).OrderBy(a => a.Id).ToListAsync(cancellationToken))
        {
            if (!await Link(account, keptId, takesOver: false, cancellationToken))
            {
                account.UnlinkFromMerged();
            }

            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>An account, which nobody else links until this transaction ends.</summary>
    public Task<Account?> Lock(Guid accountId, CancellationToken cancellationToken)
        => db.Accounts.FromSql($"SELECT * FROM accounts WHERE id = {accountId} FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
}
