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
public sealed record MatrixRow(Guid LearnerId, string Name, int? JobRoleCode, IReadOnlyList<MatrixCell> Cells);

/// <param name="TrainingCategoryCode">The subject; none where the cell is of a composite.</param>
/// <param name="Name">Of the subject or the composite.</param>
/// <param name="Status">Met, Expired or Missing, today in Europe/London.</param>
/// <param name="Until">Last day it counts, or counted.</param>
/// <param name="Reasons">Why it is not met, part by part.</param>
/// <param name="Equivalences">Those by which prior learning counted.</param>
public sealed record MatrixCell(
    int? TrainingCategoryCode, string? Composite, string Name, string Status, DateOnly? Until, IReadOnlyList<string> Reasons, IReadOnlyList<CountedEquivalence> Equivalences);

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
        var ids = await PassportAccess.Visible(db.Employments, caller, today)
            .Where(e => after == null || e.LearnerId > after)
            .Select(e => e.LearnerId).Distinct().Order().Take(PageSize).ToListAsync(cancellationToken);
        var jobRoles = (await PassportAccess.Visible(db.Employments, caller, today).Where(e => ids.Contains(e.LearnerId))
            .Select(e => new { e.LearnerId, e.JobRoleCode }).Distinct().ToListAsync(cancellationToken)).ToLookup(e => e.LearnerId, e => e.JobRoleCode);
        var passports = await db.Passports.AsNoTracking().Where(p => ids.Contains(p.LearnerId))
            .Select(p => new Holder(p.LearnerId, p.FullName, p.Qualifications, p.Entries.ToList())).ToDictionaryAsync(p => p.LearnerId, cancellationToken);
        var profile = await db.RequirementProfiles.FindAsync([employerId], cancellationToken) ?? RequirementProfile.Of(employerId);
        var equivalences = await db.Equivalences.AsNoTracking().ToListAsync(cancellationToken);
        looks.At(passports.Keys, ActivityKind.PassportSeen);
        await db.SaveChangesAsync(cancellationToken);

        return TypedResults.Ok(new GetMatrixResponse(
            [.. ids.Where(passports.ContainsKey).Select(id => Row(passports[id], [.. jobRoles[id].Order()], profile, equivalences, today))],
            ids.Count == PageSize ? $"/api/passport/v1/employers/{employerId}/matrix?after={ids[^1]}" : null));
    }

    /// <summary>Of a passport, all that is judged; its document is left where it is.</summary>
    private sealed record Holder(Guid LearnerId, string FullName, IReadOnlyList<Qualification> Qualifications, IReadOnlyList<Entry> Entries);

    private static MatrixRow Row(
        Holder passport, IReadOnlyList<int?> jobRoles, RequirementProfile profile, IReadOnlyCollection<Equivalence> equivalences, DateOnly today) => new(
        passport.LearnerId,
        passport.FullName,
        jobRoles.FirstOrDefault(role => role is not null),
        [.. profile.Requirements.Where(r => r.IsAskedOf(jobRoles))
            .Select(r => r.Judge(passport.Entries, passport.Qualifications, equivalences, RefreshRules.Current, jobRoles, today))
            .Select(r => new MatrixCell(r.Requirement.TrainingCategoryCode, r.Requirement.Composite, r.Name, r.Status.ToString(), r.Until, r.Reasons, r.Equivalences))]);
}
