using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Records;

/// <summary>How a search came out: the learner, or the reference under which it waits for the Academy.</summary>
internal sealed record RecordFound(Guid? LearnerId, string? Reference);

/// <summary>Finds a person's own record by what they answer, or puts the search into the queue.</summary>
internal sealed class RecordSearch(IdentityDb db, RecordFinder finder, Throttles throttles, TimeProvider time)
{
    /// <summary>Call it in a transaction: nobody else links the account or the record until that ends.</summary>
    public async Task<RecordFound> Find(Guid accountId, RecordAnswers answers, CancellationToken cancellationToken)
    {
        await throttles.Count(Limit.RecordSearchesOfAnAccount, accountId.ToString(), cancellationToken);
        var isCourseHeeded = await IsCourseHeeded(answers, cancellationToken);

        // What was read before the lock may have changed since.
        db.ChangeTracker.Clear();
        var account = (await finder.Lock(accountId, cancellationToken))!;
        if (account.LearnerId is { } linked)
        {
            return new RecordFound(linked, null);
        }

        var request = await Waiting(accountId, cancellationToken);
        request.Say(answers.FullName, answers.DateOfBirth, answers.AcademyNumber, answers.Employer, answers.LastCourse);
        var claim = isCourseHeeded ? request.Claim! : request.Claim! with { LastCourse = null };
        if (RecordMatch.Decide(claim, await finder.Candidates(claim, cancellationToken)) is { } learnerId
            && await finder.Link(account, learnerId, takesOver: false, cancellationToken))
        {
            request.Link(learnerId, RecordRequest.ByMatching, "Three facts agree, and no other record is like it.", time.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        return new RecordFound(request.LearnerId, request.State == RecordRequestState.Waiting ? request.Reference : null);
    }

    /// <summary>
    /// A course is easy to guess. So it is tried a few times for one person, by all accounts together; after that only
    /// people decide by it.
    /// </summary>
    private async Task<bool> IsCourseHeeded(RecordAnswers answers, CancellationToken cancellationToken)
        => answers.LastCourse is null
            || await throttles.Allows(Limit.CoursesTriedForAPerson, $"{MatchKey.OfPerson(answers.FullName)} {answers.DateOfBirth:O}", cancellationToken);

    /// <summary>The search that waits already, whose answers are put right, or a new one.</summary>
    private async Task<RecordRequest> Waiting(Guid accountId, CancellationToken cancellationToken)
    {
        var request = await db.RecordRequests.SingleOrDefaultAsync(
            r => r.AccountId == accountId && r.State == RecordRequestState.Waiting, cancellationToken);
        if (request is null)
        {
            request = new RecordRequest(accountId, time.GetUtcNow());
            db.Add(request);
        }

        return request;
    }
}
