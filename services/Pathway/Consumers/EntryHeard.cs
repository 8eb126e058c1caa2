using System.Diagnostics;
using Academy.Contracts.Passport;
using Academy.Pathway.Data;
using Academy.Pathway.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway.Consumers;

/// <summary>What both events about an entry say of it.</summary>
/// <param name="Version">Of the passport, when this was so.</param>
internal sealed record EntryNews(Guid LearnerId, long Version, EntryFacts Facts, IReadOnlyList<Guid>? MarkIds, Activity? Cause);

/// <summary>What both events about an entry have in common: take the entries in, work out the tiers, say those that changed.</summary>
internal static class EntryHeard
{
    public static async Task TakeIn(PathwayDb db, TimeProvider time, IReadOnlyList<EntryNews> news, CancellationToken cancellationToken)
    {
        var kept = await db.HoldKeptRecords(news.Select(one => one.LearnerId), cancellationToken);
        var byLearner = news.Where(one => kept[one.LearnerId] is not null).ToLookup(one => kept[one.LearnerId]!.Value);
        if (byLearner.Count == 0)
        {
            return;
        }

        var today = time.Today();
        var rules = await db.RulesOn(today, cancellationToken);
        Guid[] ids = [.. byLearner.Select(learner => learner.Key).Order()];
        var learners = await Lock(db, ids, rules, today, cancellationToken);
        var entries = (await db.Entries.AsNoTracking().Where(entry => ids.Contains(entry.LearnerId)).ToListAsync(cancellationToken)).ToLookup(entry => entry.LearnerId);
        foreach (var learner in byLearner)
        {
            var all = TakeIn(db, learner.Key, [.. entries[learner.Key]], learner);
            using (new Because(learner.Last().Cause))
            {
                Evaluate(db, learners[learner.Key], all, rules, today, time, learner.Count());
            }
        }
    }

    private static List<PassportEntry> TakeIn(PathwayDb db, Guid learnerId, List<PassportEntry> entries, IEnumerable<EntryNews> news)
    {
        foreach (var one in news)
        {
            var entry = entries.Find(known => known.EntryId == one.Facts.EntryId);
            if (entry is null)
            {
                entry = new PassportEntry(learnerId, one.Facts.EntryId);
                entries.Add(entry);
                db.Add(entry);
            }
            else if (db.Entry(entry).State == EntityState.Detached)
            {
                db.Attach(entry);
            }

            entry.TakeIn(one.Version, one.Facts, one.MarkIds);
        }

        return entries;
    }

    /// <summary>
    /// Gives the entries of a merged record to the kept one, and works out both tiers. What the kept one has heard of an entry already
    /// is the newer news of it.
    /// </summary>
    public static async Task BringTogether(PathwayDb db, TimeProvider time, Guid mergedId, Guid keptId, CancellationToken cancellationToken)
    {
        var today = time.Today();
        var rules = await db.RulesOn(today, cancellationToken);
        var learners = await Lock(db, [.. new[] { mergedId, keptId }.Order()], rules, today, cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            DELETE FROM entries AS merged USING entries AS kept
            WHERE merged.learner_id = {mergedId} AND kept.learner_id = {keptId} AND kept.entry_id = merged.entry_id;
            UPDATE entries SET learner_id = {keptId} WHERE learner_id = {mergedId}
            """,
            cancellationToken);
        var entries = await db.Entries.AsNoTracking().Where(entry => entry.LearnerId == keptId).ToListAsync(cancellationToken);
        Evaluate(db, learners[mergedId], [], rules, today, time);
        db.Remove(learners[mergedId]);
        Evaluate(db, learners[keptId], entries, rules, today, time);
    }

    private static void Evaluate(
        PathwayDb db, LearnerTier learner, IEnumerable<PassportEntry> entries, RuleSet rules, DateOnly today, TimeProvider time, int facts = 1)
    {
        if (learner.Become(Evaluation.Of(entries.Select(e => e.Facts), rules, today), rules, today, time.GetUtcNow(), facts) is { } said)
        {
            db.Say(said);
        }
    }

    /// <summary>What is heard of a learner at two places at the same moment waits here for each other.</summary>
    private static async Task<Dictionary<Guid, LearnerTier>> Lock(
        PathwayDb db, Guid[] learnerIds, RuleSet rules, DateOnly today, CancellationToken cancellationToken)
    {
        var known = await Locked();
        if (known.Count == learnerIds.Length)
        {
            return known;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO learners (learner_id, version, tier, points, rule_set_id, evaluated_on)
            SELECT new.id, 0, 0, 0, {rules.Id}, {today} FROM unnest({learnerIds}) AS new (id) ORDER BY new.id ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        return await Locked();

        Task<Dictionary<Guid, LearnerTier>> Locked() => db.Learners
            .FromSql($"SELECT * FROM learners WHERE learner_id = ANY({learnerIds}) ORDER BY learner_id FOR UPDATE")
            .ToDictionaryAsync(learner => learner.LearnerId, cancellationToken);
    }
}
