using Academy.Contracts.Passport;
using Academy.Pathway.Data;
using Academy.Pathway.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway.Consumers;

/// <summary>What both events about an entry have in common: take the entry in, work out the tier, say it if it changed.</summary>
internal static class EntryHeard
{
    public static async Task TakeIn(
        PathwayDb db, TimeProvider time, Guid learnerId, long passportVersion, EntryFacts facts, CancellationToken cancellationToken)
    {
        var today = time.Today();
        var rules = await db.RulesOn(today, cancellationToken);
        var learner = await Lock(db, learnerId, rules, today, cancellationToken);

        var entries = await db.Entries.Where(entry => entry.LearnerId == learnerId).ToListAsync(cancellationToken);
        var entry = entries.Find(e => e.EntryId == facts.EntryId);
        if (entry is null)
        {
            entry = new PassportEntry(learnerId, facts.EntryId);
            entries.Add(entry);
            db.Add(entry);
        }

        entry.TakeIn(passportVersion, facts);
        var evaluation = Evaluation.Of(entries.Select(e => e.Facts), rules, today);
        if (learner.Become(evaluation, rules, today, time.GetUtcNow()) is { } said)
        {
            db.Say(said);
        }
    }

    /// <summary>Two events of one learner, heard at the same moment, wait for each other here.</summary>
    private static async Task<LearnerTier> Lock(
        PathwayDb db, Guid learnerId, RuleSet rules, DateOnly today, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO learners (learner_id, version, tier, points, rule_set_id, evaluated_on)
            VALUES ({learnerId}, 0, 0, 0, {rules.Id}, {today}) ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        return await db.Learners.FromSql($"SELECT * FROM learners WHERE learner_id = {learnerId} FOR UPDATE")
            .SingleAsync(cancellationToken);
    }
}
