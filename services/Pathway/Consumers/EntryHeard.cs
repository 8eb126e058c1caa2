using Academy.Contracts.Passport;
using Academy.Pathway.Data;
using Academy.Pathway.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway.Consumers;

/// <summary>What both events about an entry have in common: take the entry in, work out the tier, say it if it changed.</summary>
internal static class EntryHeard
{
    public static async Task TakeIn(
        PathwayDb db,
        TimeProvider time,
        Guid learnerId,
        long passportVersion,
        EntryFacts facts,
        IReadOnlyList<Guid>? markIds,
        CancellationToken cancellationToken)
    {
        if (await db.HoldKeptRecord(learnerId, alone: false, cancellationToken) is not { } kept)
        {
            return;
        }

        var today = time.Today();
        var rules = await db.RulesOn(today, cancellationToken);
        var learner = await Lock(db, kept, rules, today, cancellationToken);

        var entries = await db.Entries.Where(entry => entry.LearnerId == kept).ToListAsync(cancellationToken);
        var entry = entries.Find(e => e.EntryId == facts.EntryId);
        if (entry is null)
        {
            entry = new PassportEntry(kept, facts.EntryId);
            entries.Add(entry);
            db.Add(entry);
        }

        entry.TakeIn(passportVersion, facts, markIds);
        Evaluate(db, learner, entries, rules, today, time);
    }

    /// <summary>
    /// Gives the entries of a merged record to the kept one, and works out both tiers. What the kept one has heard of an entry already
    /// is the newer news of it.
    /// </summary>
    public static async Task BringTogether(PathwayDb db, TimeProvider time, Guid mergedId, Guid keptId, CancellationToken cancellationToken)
    {
        var today = time.Today();
        var rules = await db.RulesOn(today, cancellationToken);
        var learners = new Dictionary<Guid, LearnerTier>();
        foreach (var id in new[] { mergedId, keptId }.Order())
        {
            learners[id] = await Lock(db, id, rules, today, cancellationToken);
        }

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
        PathwayDb db, LearnerTier learner, IEnumerable<PassportEntry> entries, RuleSet rules, DateOnly today, TimeProvider time)
    {
        if (learner.Become(Evaluation.Of(entries.Select(e => e.Facts), rules, today), rules, today, time.GetUtcNow()) is { } said)
        {
            db.Say(said);
        }
    }

    /// <summary>Two events of one learner, heard at the same moment, wait for each other here.</summary>
    private static async Task<LearnerTier> Lock(
        PathwayDb db, Guid learnerId, RuleSet rules, DateOnly today, CancellationToken cancellationToken)
    {
        if (await Locked() is { } known)
        {
            return known;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO learners (learner_id, version, tier, points, rule_set_id, evaluated_on)
            VALUES ({learnerId}, 0, 0, 0, {rules.Id}, {today}) ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        return (await Locked())!;

        Task<LearnerTier?> Locked() => db.Learners.FromSql($"SELECT * FROM learners WHERE learner_id = {learnerId} FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
    }
}
