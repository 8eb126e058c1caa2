using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Records;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

/// <summary>What the person says, while it waits, and the records it could be about.</summary>
public sealed record GetRecordRequestResponse(
    Guid Id,
    string Reference,
    RecordRequestState State,
    DateTimeOffset AskedAt,
    Guid AccountId,
    string? FullName,
    DateOnly? DateOfBirth,
    string? AcademyNumber,
    string? Employer,
    string? LastCourse,
    IReadOnlyList<RecordCandidate> Candidates,
    Guid? LearnerId,
    DateTimeOffset? DecidedAt,
    string? DecidedBy,
    string? Reason);

/// <summary>A record by its id and what agrees. Who the person is stands in Learner, where looking is kept and shown to them.</summary>
public sealed record RecordCandidate(Guid LearnerId, IReadOnlyList<RecordFact> Agreeing, bool HasAccount);

internal static class GetRecordRequest
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/record-requests/{id:guid}", Handle).RequireScope("accounts.manage").WithName(nameof(GetRecordRequest));

    private static async Task<Ok<GetRecordRequestResponse>> Handle(
        Guid id, Caller caller, HttpContext http, IdentityDb db, RecordFinder finder, TimeProvider time, CancellationToken cancellationToken)
    {
        AccountStaff.Only(caller);
        var purpose = Purpose.Stated(http.Request);
        var request = await db.RecordRequests.SingleOrDefaultAsync(r => r.Id == id, cancellationToken) ?? throw new NotThere();
        db.Add(new StaffLook(request.AccountId, request.Id, caller.Subject, purpose, time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        var candidates = request.Claim is { } claim ? await Compare(db, claim, await finder.Candidates(claim, cancellationToken), cancellationToken) : [];
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new GetRecordRequestResponse(
            request.Id, request.Reference, request.State, request.AskedAt, request.AccountId,
            request.FullName, request.DateOfBirth, request.AcademyNumber is { } number ? $"CPA-{Codes.Show(number)}" : null, request.Employer, request.LastCourse,
            candidates, request.LearnerId, request.DecidedAt, request.DecidedBy, request.Reason));
    }

    private static async Task<IReadOnlyList<RecordCandidate>> Compare(
        IdentityDb db, RecordClaim claim, IReadOnlyList<RecordFacts> records, CancellationToken cancellationToken)
    {
        var ids = records.Select(r => (Guid?)r.LearnerId).ToList();
        var taken = (await db.Accounts.Where(a => ids.Contains(a.LearnerId)).Select(a => a.LearnerId!.Value).ToListAsync(cancellationToken)).ToHashSet();
        return
        [
            .. RecordMatch.Compare(claim, records).Select(r => new RecordCandidate(r.LearnerId, r.Agreeing, taken.Contains(r.LearnerId)))
                .OrderByDescending(c => c.Agreeing.Count),
        ];
    }
}
