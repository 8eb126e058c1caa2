using Academy.Passport.Data;
using Academy.Passport.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Consumers;

/// <summary>
/// Judges the entries that may rest on a changed mark again, a chunk of learners a transaction. Several instances may run:
/// the work is locked while one of them does a chunk of it.
/// </summary>
internal sealed class ReassessmentRunner(IServiceScopeFactory scopes, TimeProvider time, IConfiguration configuration, ILogger<ReassessmentRunner> logger) : BackgroundService
{
    private readonly int _chunkSize = configuration.GetValue("Reassessment:LearnersAtOnce", 200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await pause.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await RunChunk(stoppingToken))
                {
                    stoppingToken.ThrowIfCancellationRequested();
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogWarning("Judging entries again waits: {Failure}", failure.Message);
            }
        }
    }

    /// <summary>Does the next chunk of the oldest work; false when there is none.</summary>
    internal async Task<bool> RunChunk(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PassportDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var work = await db.Reassessments
            .FromSql($"SELECT * FROM reassessments WHERE finished_at IS NULL ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED")
            .SingleOrDefaultAsync(cancellationToken);
        if (work is null)
        {
            return false;
        }

        var mark = await db.Marks.SingleAsync(m => m.Id == work.MarkId, cancellationToken);
        if (work.Learners is null)
        {
            work.Begin(await db.EntriesOf(mark).Select(e => e.LearnerId).Distinct().CountAsync(cancellationToken));
        }

        var learners = await db.EntriesOf(mark).Where(e => e.LearnerId > work.DoneUpTo)
            .Select(e => e.LearnerId).Distinct().Order().Take(_chunkSize).ToListAsync(cancellationToken);
        if (learners.Count > 0)
        {
            var (changed, count) = await Reassess(db, mark, learners, cancellationToken);
            await new Notices(db, time).Give(work, mark, changed, cancellationToken);
            work.Advance(learners[^1], learners.Count, count);
        }

        if (learners.Count < _chunkSize)
        {
            work.Finish(time.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The entries that are worth something else now, and how many there are that merely say something else as well.</summary>
    private async Task<(List<Entry> Changed, int Count)> Reassess(PassportDb db, Mark mark, List<Guid> learners, CancellationToken cancellationToken)
    {
        var passports = await db.LockPassports(learners, cancellationToken);
        var entries = passports.SelectMany(p => p.Entries.Where(e => RestsOn(e, mark)).Select(e => (Passport: p, Entry: e))).ToList();
        var marks = await db.MarksOf(entries.Select(e => e.Entry), cancellationToken);
        var (changed, count) = (new List<Entry>(), 0);
        foreach (var (passport, entry) in entries)
        {
            var (versionBefore, before) = (passport.Version, entry.Facts());
            if (passport.Reassess(entry, marks, time.GetUtcNow()) is { } said)
            {
                db.Say(said);
            }

            if (entry.Facts() != before)
            {
                changed.Add(entry);
            }

            count += passport.Version == versionBefore ? 0 : 1;
        }

        return (changed, count);
    }

    private static bool RestsOn(Entry entry, Mark mark) => entry.CourseVersionId is not null && !entry.IsWithdrawn && mark.Link switch
    {
        LinkKind.CourseVersion => entry.CourseVersionId == mark.SubjectId,
        LinkKind.TrainingProvider => entry.TrainingProviderId == mark.SubjectId,
        _ => entry.TrainerId == mark.SubjectId,
    };
}
