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
        var touched = await Employers([.. changed.Select(entry => entry.LearnerId).Distinct()], cancellationToken);
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

    private Task<Dictionary<Guid, int>> Employers(List<Guid> learners, CancellationToken cancellationToken)
    {
        var today = time.Today();
        return db.Employments
            .Where(e => learners.Contains(e.LearnerId) && e.SharesPassport && e.StartedOn <= today && (e.EndedOn == null || e.EndedOn >= today))
            .GroupBy(e => e.EmployerId).Select(team => new { team.Key, People = team.Select(e => e.LearnerId).Distinct().Count() })
            .ToDictionaryAsync(team => team.Key, team => team.People, cancellationToken);
    }
}
