using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>
/// Repeat training avoided: the sum of the accepting receipts that count. An entry that is rejected later counts no longer; neither is
/// anything counted that no receipt says.
/// </summary>
/// <param name="DecideAgain">Accepted entries and observations that were withdrawn or ended since; they are counted until the employer decides again.</param>
public sealed record GetRepeatsAvoidedResponse(int Receipts, decimal Hours, decimal Pounds, int DecideAgain, IReadOnlyList<CourseSpared> ByCourse);

/// <param name="Hours">Taught hours by the catalogue when it was accepted; 0 where the course is not in it.</param>
public sealed record CourseSpared(string Title, string TrainingCategory, int Receipts, decimal Hours, decimal Pounds);

internal static class GetRepeatsAvoided
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/employers/{employerId:guid}/repeats-avoided", Handle).RequireScope("passport.check");

    private static async Task<Ok<GetRepeatsAvoidedResponse>> Handle(
        Guid employerId, Caller caller, PassportDb db, CancellationToken cancellationToken)
    {
        if (!caller.Is(OrganisationKind.Employer, employerId))
        {
            throw new NotThere();
        }

        var accepted = db.AcceptingReceipts.Where(r => r.EmployerId == employerId);
        var courses = await accepted.GroupBy(r => new { r.Title, r.TrainingCategoryCode })
            .Select(course => new { course.Key, Receipts = course.Count(), Hours = course.Sum(r => r.Hours ?? 0), Pounds = course.Sum(r => r.Pounds ?? 0) })
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new GetRepeatsAvoidedResponse(
            courses.Sum(course => course.Receipts),
            courses.Sum(course => course.Hours),
            courses.Sum(course => course.Pounds),
            await accepted.CountAsync(r => db.Entries.Any(e => e.Id == r.EntryId && e.WithdrawnAt != null) || db.Observations.Any(o => o.Id == r.EntryId && o.EndedAt != null), cancellationToken),
            [.. courses.OrderByDescending(course => course.Hours).ThenBy(course => course.Key.Title, StringComparer.Ordinal)
                .Select(course => new CourseSpared(course.Key.Title, Subjects.Name(course.Key.TrainingCategoryCode), course.Receipts, course.Hours, course.Pounds))]));
    }
}
