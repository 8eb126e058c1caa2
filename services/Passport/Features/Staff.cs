using Academy.Passport.Data;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>Finds whom an employer may say something of: those who work for it today. Everybody else gets one answer, as nobody does.</summary>
internal static class Staff
{
    public static async Task<Guid> Find(PassportDb db, Caller caller, ClassMember member, DateOnly today, CancellationToken cancellationToken)
        => (await RecordCompletion.Find([member], db, cancellationToken))[0] is { } found
            && await db.Employments.ReachedBy(caller).AnyAsync(
                e => e.LearnerId == found && e.StartedOn <= today && (e.EndedOn == null || e.EndedOn >= today), cancellationToken)
            ? found
            : throw Unknown();

    /// <summary>Of these people those who work for the caller's employer today, and whether they let it see the passport.</summary>
    public static async Task<Dictionary<Guid, bool>> Today(PassportDb db, Caller caller, IEnumerable<Guid> learnerIds, DateOnly today, CancellationToken cancellationToken)
    {
        var ids = learnerIds.Distinct().ToList();
        return await db.Employments.ReachedBy(caller)
            .Where(e => ids.Contains(e.LearnerId) && e.StartedOn <= today && (e.EndedOn == null || e.EndedOn >= today))
            .GroupBy(e => e.LearnerId).Select(jobs => new { jobs.Key, Shares = jobs.Any(e => e.SharesPassport) })
            .ToDictionaryAsync(staff => staff.Key, staff => staff.Shares, cancellationToken);
    }

    /// <summary>Of these people those who work or have worked for an employer. Of others it learns no id: with that and a birthday it could say that they do.</summary>
    public static async Task<HashSet<Guid>> EverOf(PassportDb db, Guid employerId, IEnumerable<Guid> learnerIds, CancellationToken cancellationToken)
    {
        var ids = learnerIds.Distinct().ToList();
        return [.. await db.Employments.Where(e => e.EmployerId == employerId && ids.Contains(e.LearnerId)).Select(e => e.LearnerId).ToListAsync(cancellationToken)];
    }

    public static RuleBroken Unknown()
        => new("Nobody you can record this of has this number. Check the academy number with the learner; an employer records what its own staff hold.", "learner-unknown");

    public static RuleBroken EmployerUnknown()
        => new("Your organisation is not known here yet. One that was registered a moment ago may take a few seconds.", "organisation-unknown");
}
