using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Records;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

/// <summary>Name and date of birth, and academy number or employer, or both.</summary>
public sealed record FindMyRecordRequest(
    [Required, StringLength(120, MinimumLength = 1)] string FullName,
    DateOnly DateOfBirth,
    [StringLength(30)] string? AcademyNumber,
    [StringLength(200)] string? Employer);

/// <summary>
/// The record is linked, or the search has a reference and waits for the Academy. Whether there are several such records,
/// one of somebody else's account or none at all is not told.
/// </summary>
public sealed record FindMyRecordResponse(
    RecordRequestState State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reference,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? LearnerId);

internal static class FindMyRecord
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/find-my-record", Handle).RequireScope("account.connect").Idempotent().WithName(nameof(FindMyRecord));

    private static async Task<Ok<FindMyRecordResponse>> Handle(
        FindMyRecordRequest request, Caller caller, IdentityDb db, RecordFinder finder, Throttles throttles, TimeProvider time, CancellationToken cancellationToken)
    {
        var (name, number, employer) = (request.FullName.Trim(), Number(request.AcademyNumber), Given(request.Employer));
        RequireEnough(request, name, number, employer, time.Today());
        var accountId = (await db.OwnAccount(caller, cancellationToken)).Id;
        await throttles.Count(Limit.RecordSearchesOfAnAccount, accountId.ToString(), cancellationToken);
        db.ChangeTracker.Clear();
        var account = (await finder.Lock(accountId, cancellationToken))!;
        if (account.LearnerId is { } linked)
        {
            return TypedResults.Ok(new FindMyRecordResponse(RecordRequestState.Linked, null, linked));
        }

        var search = await db.RecordRequests.SingleOrDefaultAsync(r => r.AccountId == accountId && r.State == RecordRequestState.Waiting, cancellationToken);
        if (search is null)
        {
            search = new RecordRequest(accountId, time.GetUtcNow());
            db.Add(search);
        }

        search.Say(name, request.DateOfBirth, number, employer);
        var claim = search.Claim!;
        if (RecordMatch.Decide(claim, await finder.Candidates(claim, cancellationToken)) is { } learnerId
            && await finder.Link(account, learnerId, takesOver: false, cancellationToken))
        {
            search.Link(learnerId, RecordRequest.ByMatching, "Three facts agree, and no other record is like it.", time.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new FindMyRecordResponse(
            search.State, search.State == RecordRequestState.Waiting ? search.Reference : null, search.LearnerId));
    }

    private static void RequireEnough(FindMyRecordRequest request, string name, string? number, string? employer, DateOnly today)
    {
        if (name.Any(char.IsControl) || MatchKey.OfPerson(name).Length == 0)
        {
            throw new RuleBroken("Write your name in letters, on one line.", "name");
        }

        if (request.DateOfBirth.Year < 1900 || request.DateOfBirth > today)
        {
            throw new RuleBroken("Check your date of birth. Write it as YYYY-MM-DD.", "date-of-birth");
        }

        if (number is null && employer is null)
        {
            throw new RuleBroken("Give your academy number or the name of your employer as well.", "third-fact-missing");
        }
    }

    private static string? Number(string? typed)
        => Given(typed) is not { } given ? null
            : Codes.TryRead(given, out var code) ? code
            : throw new RuleBroken("The academy number has a typing mistake. It looks like CPA-123-456-789 and is on your certificates.", "academy-number");

    private static string? Given(string? typed) => typed?.Trim() is { Length: > 0 } given ? given : null;
}
