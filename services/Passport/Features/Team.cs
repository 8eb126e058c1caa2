using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>Somebody of a team who lets the employer see their passport, and as what they work there. Of the passport it is all that is judged; its document is left where it is.</summary>
/// <param name="StartedOn">Since when they work there, in the earliest of their employments.</param>
internal sealed record TeamMember(
    Guid LearnerId, string FullName, IReadOnlyList<Qualification> Qualifications, IReadOnlyList<Entry> Entries, IReadOnlyList<int?> JobRoles, DateOnly StartedOn)
{
    /// <summary>The employer's references of where they work, as far as they are known.</summary>
    public IReadOnlyList<string> Workplaces { get; init; } = [];

    /// <summary>What is asked of them, and how they stand with it.</summary>
    public IReadOnlyList<RequirementResult> Judge(IEnumerable<Requirement> requirements, IReadOnlyCollection<Equivalence> equivalences, DateOnly today) =>
    [
        .. requirements.Where(r => r.IsAskedOf(JobRoles))
            .Select(r => r.Judge(Entries, Qualifications, equivalences, RefreshRules.Current, JobRoles, today, StartedOn)),
    ];
}

/// <summary>The people of an employer whose passports the caller may see today.</summary>
internal static class Team
{
    public const int AtOnce = 200;

    /// <summary>The first of them by id, or the first after one.</summary>
    public static Task<List<Guid>> Ids(PassportDb db, Caller caller, Guid? after, int most, DateOnly today, CancellationToken cancellationToken)
        => PassportAccess.Visible(db.Employments, caller, today)
            .Where(e => after == null || e.LearnerId > after)
            .Select(e => e.LearnerId).Distinct().Order().Take(most).ToListAsync(cancellationToken);

    /// <summary>Those of them who have a passport, in the order asked for.</summary>
    public static async Task<IReadOnlyList<TeamMember>> Of(
        IReadOnlyList<Guid> ids, PassportDb db, Caller caller, DateOnly today, CancellationToken cancellationToken)
    {
        var jobs = (await PassportAccess.Visible(db.Employments, caller, today).Where(e => ids.Contains(e.LearnerId))
            .Select(e => new { e.LearnerId, e.JobRoleCode, e.WorkplaceReference, e.StartedOn }).ToListAsync(cancellationToken)).ToLookup(e => e.LearnerId);
        var passports = await db.Passports.AsNoTracking().Where(p => ids.Contains(p.LearnerId))
            .Select(p => new Holder(p.LearnerId, p.FullName, p.Qualifications, p.Entries.ToList())).ToDictionaryAsync(p => p.LearnerId, cancellationToken);
        return
        [
            .. ids.Where(id => passports.ContainsKey(id) && jobs.Contains(id)).Select(id => new TeamMember(
                id, passports[id].FullName, passports[id].Qualifications, passports[id].Entries,
                [.. jobs[id].Select(job => job.JobRoleCode).Distinct().Order()], jobs[id].Min(job => job.StartedOn))
            {
                Workplaces = [.. jobs[id].Select(job => job.WorkplaceReference).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            }),
        ];
    }

    private sealed record Holder(Guid LearnerId, string FullName, IReadOnlyList<Qualification> Qualifications, IReadOnlyList<Entry> Entries);
}
