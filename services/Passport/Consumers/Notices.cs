using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Consumers;

/// <summary>Gives notice of what a chunk of judging again changed, in the transaction that changed it.</summary>
internal sealed class Notices(PassportDb db, TimeProvider time)
{
    public async Task Give(Reassessment work, Mark mark, IReadOnlyList<Entry> changed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var entries in changed.GroupBy(entry => entry.LearnerId))
        {
            db.Add(Notice.Of(work, mark, entries.Key, [.. entries], people: 0, now));
        }

        // The work is locked, so nobody else counts for the same employer meanwhile.
        var touched = await Employers(changed, cancellationToken);
        var ids = touched.Keys.ToList();
        var known = await db.Notices.Where(n => n.CauseId == work.Id && ids.Contains(n.RecipientId)).ToDictionaryAsync(n => n.RecipientId, cancellationToken);
        foreach (var (employerId, people) in touched)
        {
            if (known.TryGetValue(employerId, out var notice))
            {
                notice.CountIn(people);
            }
            else
            {
                db.Add(Notice.Of(work, mark, employerId, changed, people, now));
            }
        }
    }

    private Task<Dictionary<Guid, int>> Employers(IReadOnlyList<Entry> changed, CancellationToken cancellationToken)
        => Employers(db, [.. changed.Select(entry => entry.LearnerId).Distinct()], [.. changed.Select(entry => entry.Id)], time.Today(), cancellationToken);

    /// <summary>Those that see the passports today, and those that had accepted what changed; each with how many people it concerns.</summary>
    internal static Task<Dictionary<Guid, int>> Employers(
        PassportDb db, IReadOnlyList<Guid> learners, IReadOnlyList<Guid> entries, DateOnly today, CancellationToken cancellationToken)
    {
        var seeing = db.Employments
            .Where(e => learners.Contains(e.LearnerId) && e.SharesPassport && e.StartedOn <= today && (e.EndedOn == null || e.EndedOn >= today))
            .Select(e => new { e.EmployerId, e.LearnerId });
        var relying = db.AcceptingReceipts.Where(r => entries.Contains(r.EntryId)).Select(r => new { r.EmployerId, r.LearnerId });
        return seeing.Union(relying)
            .GroupBy(touched => touched.EmployerId).Select(team => new { team.Key, People = team.Count() })
            .ToDictionaryAsync(team => team.Key, team => team.People, cancellationToken);
    }
}
