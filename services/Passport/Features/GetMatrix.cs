using System.Text.Json.Serialization;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>Who of the team holds what the employer asks for: 50 learners a page, those who share their passport.</summary>
public sealed record GetMatrixResponse(IReadOnlyList<MatrixRow> Learners, string? Next);

/// <param name="JobRoleCode">One of those the learner has with the employer.</param>
/// <param name="Cells">One for each subject asked of any of them.</param>
public sealed record MatrixRow(Guid LearnerId, string Name, int? JobRoleCode, IReadOnlyList<MatrixCell> Cells)
{
    /// <summary>Where they work, by the employer's own references; left out where none is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Workplaces { get; init; }
}

/// <param name="TrainingCategoryCode">The subject; none where the cell is of a composite.</param>
/// <param name="Name">Of the subject or the composite.</param>
/// <param name="Status">Met, Expired, Missing or NotYet, today in Europe/London.</param>
/// <param name="Until">Last day it counts, or counted.</param>
/// <param name="Reasons">Why it is not met, part by part.</param>
/// <param name="Equivalences">Those by which prior learning counted.</param>
public sealed record MatrixCell(
    int? TrainingCategoryCode, string? Composite, string Name, string Status, DateOnly? Until, IReadOnlyList<string> Reasons, IReadOnlyList<CountedEquivalence> Equivalences)
{
    /// <summary>The day from which it is asked for, where that is to come.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? NeededFrom { get; init; }
}

internal static class GetMatrix
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/employers/{employerId:guid}/matrix", Handle).RequireScope("passport.read");

    private static async Task<Ok<GetMatrixResponse>> Handle(
        Guid employerId, Guid? after, Caller caller, Looks looks, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!caller.ActsFor(employerId))
        {
            throw new NotThere();
        }

        var today = time.Today();
        var ids = await Team.Ids(db, caller, after, PageSize, today, cancellationToken);
        var members = await Team.Of(ids, db, caller, today, cancellationToken);
        var profile = await db.RequirementProfiles.FindAsync([employerId], cancellationToken) ?? RequirementProfile.Of(employerId);
        var equivalences = await db.Equivalences.AsNoTracking().ToListAsync(cancellationToken);
        looks.At(members.Select(member => member.LearnerId), ActivityKind.PassportSeen);
        await db.SaveChangesAsync(cancellationToken);

        return TypedResults.Ok(new GetMatrixResponse(
            [.. members.Select(member => Row(member, profile, equivalences, today))],
            ids.Count == PageSize ? $"/api/passport/v1/employers/{employerId}/matrix?after={ids[^1]}" : null));
    }

    private static MatrixRow Row(TeamMember member, RequirementProfile profile, IReadOnlyCollection<Equivalence> equivalences, DateOnly today) => new(
        member.LearnerId,
        member.FullName,
        member.JobRoles.FirstOrDefault(role => role is not null),
        [.. member.Judge(profile.Requirements, equivalences, today)
            .Select(r => new MatrixCell(r.Requirement.TrainingCategoryCode, r.Requirement.Composite, r.Name, r.Status.ToString(), r.Until, r.Reasons, r.Equivalences)
            {
                NeededFrom = r.NeededFrom,
            })])
    {
        Workplaces = member.Workplaces.Count > 0 ? member.Workplaces : null,
    };
}
