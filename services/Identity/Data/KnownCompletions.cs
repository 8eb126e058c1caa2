using Academy.Contracts.Passport;
using Academy.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Data;

internal static class KnownCompletions
{
    /// <summary>Keeps what a version of the passport says of each entry, unless something newer is known.</summary>
    public static Task Know(IdentityDb db, IEnumerable<(Guid LearnerId, long Version, EntryFacts Entry)> said, CancellationToken cancellationToken)
    {
        // One statement changes a row once, and in an order all agree on.
        var newest = said.GroupBy(one => (one.LearnerId, one.Entry.EntryId)).Select(same => same.MaxBy(one => one.Version))
            .OrderBy(one => one.LearnerId).ThenBy(one => one.Entry.EntryId).ToList();
        Guid[] learners = [.. newest.Select(one => one.LearnerId)];
        Guid[] entries = [.. newest.Select(one => one.Entry.EntryId)];
        long[] versions = [.. newest.Select(one => one.Version)];
        string[] titles = [.. newest.Select(one => one.Entry.Withdrawn ? "" : MatchKey.OfCourse(one.Entry.Title ?? ""))];
        DateOnly?[] days = [.. newest.Select(one => one.Entry.Withdrawn ? (DateOnly?)null : one.Entry.CompletedOn)];
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO known_completions AS known (learner_id, entry_id, version, title, completed_on)
            SELECT * FROM unnest({learners}, {entries}, {versions}, {titles}, {days})
            ON CONFLICT (learner_id, entry_id) DO UPDATE SET version = EXCLUDED.version, title = EXCLUDED.title, completed_on = EXCLUDED.completed_on
            WHERE known.version <= EXCLUDED.version
            """,
            cancellationToken);
    }

    /// <summary>All completions of each learner's last day of training.</summary>
    public static IQueryable<KnownCompletion> OfTheLastDay(this IQueryable<KnownCompletion> completions)
        => completions.Where(c => c.CompletedOn != null && !completions.Any(later => later.LearnerId == c.LearnerId && later.CompletedOn > c.CompletedOn));
}
