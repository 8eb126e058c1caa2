using System.Threading.Channels;
using Academy.Contracts.Passport;
using Academy.Pathway.Data;
using Academy.Pathway.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway;

/// <summary>
/// Works out the tier again where a day or a rule set has changed the answer. Who is due stands in the learners' own
/// rows (the rule set last applied, the day of the next change), so a review that was cut off goes on where it stopped,
/// and several instances share the work.
/// </summary>
internal sealed class TierReview(
    IServiceScopeFactory scopes, TimeProvider time, IConfiguration configuration, ILogger<TierReview> logger) : BackgroundService
{
    private readonly int _chunk = configuration.GetValue("Review:LearnersAtOnce", 500);
    private readonly TimeSpan _pause = configuration.GetValue("Review:Pause", TimeSpan.FromMinutes(1));
    private readonly Channel<bool> _wakeUps = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _wakeUps.Writer.TryWrite(true);

    /// <summary>Reviews some of the learners who are due, in one transaction. Says how many there were.</summary>
    public async Task<int> ReviewChunk(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PathwayDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var today = time.Today();
        var rules = await db.RulesOn(today, cancellationToken);
        var due = await Due(db, rules, today, cancellationToken);
        if (due.Count == 0)
        {
            return 0;
        }

        var ids = due.ConvertAll(learner => learner.LearnerId);
        var entries = (await db.Entries.Where(entry => ids.Contains(entry.LearnerId))
            .Select(e => new { e.LearnerId, Facts = new EntryFacts(e.EntryId, e.TrainingCategoryCode, e.CompletedOn, e.ValidUntil, e.Assurance, e.UnderReview, e.Withdrawn, null) })
            .ToListAsync(cancellationToken)).ToLookup(entry => entry.LearnerId, entry => entry.Facts);
        var said = due.ConvertAll(learner => learner.Become(Evaluation.Of(entries[learner.LearnerId], rules, today), rules, today, time.GetUtcNow()));
        await db.Say(said.OfType<object>(), cancellationToken);
        await Write(db, due, rules, today, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await ReviewChunk(stoppingToken) > 0)
                {
                }
            }
#pragma warning disable CA1031 // The review outlives every failure of the database; the next round takes up what is left.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogWarning("The review of tiers waits: {Failure}", failure.Message);
            }

            await WaitForWork(stoppingToken);
        }
    }

    /// <summary>Learners whose row another event holds just now are left to that event, or to the next round.</summary>
    private async Task<List<LearnerTier>> Due(PathwayDb db, RuleSet rules, DateOnly today, CancellationToken cancellationToken)
    {
        var others = await db.RuleSets.Where(other => other.Id != rules.Id).Select(other => other.Id).ToArrayAsync(cancellationToken);
        return await db.Learners.FromSql(
            $"""
            SELECT * FROM learners
            WHERE next_change_on <= {today} OR rule_set_id = ANY ({others})
            LIMIT {_chunk} FOR UPDATE SKIP LOCKED
            """).AsNoTracking().ToListAsync(cancellationToken);
    }

    private static Task<int> Write(
        PathwayDb db, List<LearnerTier> learners, RuleSet rules, DateOnly today, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. learners.Select(learner => learner.LearnerId)];
        long[] versions = [.. learners.Select(learner => learner.Version)];
        int[] tiers = [.. learners.Select(learner => learner.Tier)];
        int[] points = [.. learners.Select(learner => learner.Points)];
        DateOnly?[] nextChanges = [.. learners.Select(learner => learner.NextChangeOn)];
        return db.Database.ExecuteSqlAsync(
            $"""
            UPDATE learners SET version = new.version, tier = new.tier, points = new.points,
                rule_set_id = {rules.Id}, evaluated_on = {today}, next_change_on = new.next_change_on
            FROM unnest({ids}, {versions}, {tiers}, {points}, {nextChanges})
                AS new (learner_id, version, tier, points, next_change_on)
            WHERE learners.learner_id = new.learner_id
            """,
            cancellationToken);
    }

    private async Task WaitForWork(CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(_pause);
        try
        {
            await _wakeUps.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // The pause is over, or the service stops: the loop finds out which.
        }
    }
}
