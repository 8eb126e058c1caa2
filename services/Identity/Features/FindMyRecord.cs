using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Records;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Identity.Features;

/// <summary>Name and date of birth, and at least one of academy number, employer and the title of the course that was done last.</summary>
public sealed record FindMyRecordRequest(
    [Required, StringLength(RecordAnswers.LongestName, MinimumLength = 1)] string FullName,
    DateOnly DateOfBirth,
    [StringLength(30)] string? AcademyNumber,
    [StringLength(RecordAnswers.LongestEmployer)] string? Employer,
    [StringLength(RecordAnswers.LongestCourse)] string? LastCourse);

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
        FindMyRecordRequest request, Caller caller, IdentityDb db, RecordSearch search, TimeProvider time, CancellationToken cancellationToken)
    {
        var answers = RecordAnswers.Read(
            request.FullName, request.DateOfBirth, request.AcademyNumber, request.Employer, request.LastCourse, time.Today());
        var account = await db.OwnAccount(caller, cancellationToken);
        var found = await search.Find(account.Id, answers, cancellationToken);
        return TypedResults.Ok(new FindMyRecordResponse(
            found.LearnerId is null ? RecordRequestState.Waiting : RecordRequestState.Linked, found.Reference, found.LearnerId));
    }
}
