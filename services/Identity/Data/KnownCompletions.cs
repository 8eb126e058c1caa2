using Academy.Contracts.Passport;
using Academy.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Data;

internal static class KnownCompletions
{
    /// <summary>Keeps what a version of the passport says of an entry, unless something newer is known.</summary>
    public static Task Know(IdentityDb db, Guid learnerId, long version, EntryFacts entry, CancellationToken cancellationToken)
    {
        var title = entry.Withdrawn ? "" : MatchKey.OfCourse(entry.Title ?? "");
        DateOnly? completedOn = entry.Withdrawn ? null : entry.CompletedOn;
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO known_completions AS known (learner_id, entry_id, version, title, completed_on)
            VALUES ({learnerId}, {entry.EntryId}, {version}, {title}, {completedOn})
            ON CONFLICT (learner_id, entry_id) DO UPDATE SET version = EXCLUDED.version, title = EXCLUDED.title, completed_on = EXCLUDED.completed_on
            WHERE known.version <= EXCLUDED.version
            """,
            cancellationToken);
    }

    /// <summary>All completions of each learner's last day of training.</summary>
    public static IQueryable<KnownCompletion> OfTheLastDay(this IQueryable<KnownCompletion> completions)
        => completions.Where(c => c.CompletedOn != null && !completions.Any(later => later.LearnerId == c.LearnerId && later.CompletedOn > c.CompletedOn));
}
