using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>Who of the team holds what the employer asks for: 50 learners a page, those who share their passport.</summary>
public sealed record GetMatrixResponse(IReadOnlyList<MatrixRow> Learners, string? Next);

/// <param name="Cells">One for each subject asked of this learner's job role.</param>
public sealed record MatrixRow(Guid LearnerId, string Name, int? JobRoleCode, IReadOnlyList<MatrixCell> Cells);

/// <param name="TrainingCategoryCode">The subject; none where the cell is of a composite.</param>
/// <param name="Name">Of the subject or the composite.</param>
/// <param name="Status">Met, Expired or Missing, today in Europe/London.</param>
/// <param name="Until">Last day it counts, or counted.</param>
/// <param name="Reasons">Why it is not met, part by part.</param>
public sealed record MatrixCell(int? TrainingCategoryCode, string? Composite, string Name, string Status, DateOnly? Until, IReadOnlyList<string> Reasons);

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
        var team = await PassportAccess.Visible(db.Employments, caller, today)
            .Where(e => after == null || e.LearnerId > after)
            .GroupBy(e => e.LearnerId).Select(g => new { LearnerId = g.Key, JobRoleCode = g.Min(e => e.JobRoleCode) })
            .OrderBy(e => e.LearnerId).Take(PageSize).ToListAsync(cancellationToken);
        var ids = team.ConvertAll(member => member.LearnerId);
        var passports = await db.Passports.AsNoTracking().Include(p => p.Entries)
            .Where(p => ids.Contains(p.LearnerId)).ToDictionaryAsync(p => p.LearnerId, cancellationToken);
        var profile = await db.RequirementProfiles.FindAsync([employerId], cancellationToken) ?? RequirementProfile.Of(employerId);
        looks.At(passports.Keys, ActivityKind.PassportSeen);
        await db.SaveChangesAsync(cancellationToken);

        return TypedResults.Ok(new GetMatrixResponse(
            [.. team.Where(member => passports.ContainsKey(member.LearnerId)).Select(member => Row(passports[member.LearnerId], member.JobRoleCode, profile, today))],
            team.Count == PageSize ? $"/api/passport/v1/employers/{employerId}/matrix?after={team[^1].LearnerId}" : null));
    }

    private static MatrixRow Row(TrainingPassport passport, int? jobRoleCode, RequirementProfile profile, DateOnly today) => new(
        passport.LearnerId,
        passport.FullName,
        jobRoleCode,
        [.. profile.Requirements.Where(r => r.IsAskedOf(jobRoleCode))
            .Select(r => r.Judge(passport.Entries, passport.Qualifications, RefreshRules.Current, jobRoleCode, today))
            .Select(r => new MatrixCell(r.Requirement.TrainingCategoryCode, r.Requirement.Composite, r.Name, r.Status.ToString(), r.Until, r.Reasons))]);
}
