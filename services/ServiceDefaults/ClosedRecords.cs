using Academy.Contracts.Learner;
using Microsoft.EntityFrameworkCore;

namespace Academy.ServiceDefaults;

/// <summary>A learner's record that is no longer one: it was merged into another, or erased. Every service that knows learners remembers it.</summary>
public sealed class ClosedRecord
{
    private ClosedRecord()
    {
    }

    public Guid LearnerId { get; private set; }

    public long Version { get; private set; }

    /// <summary>The record the person has now; none when it was erased.</summary>
    public Guid? MergedInto { get; private set; }

    public DateTimeOffset ClosedAt { get; private set; }

    public bool IsErased => MergedInto is null;
}

public static class ClosedRecords
{
    /// <summary>
    /// Takes in that a record was merged: who looked at it is shown with the kept one, and tokens for it are refused. It waits for
    /// what is being heard of the kept one, and that waits for the end of this transaction.
    /// </summary>
    public static async Task Merge(this ServiceDb db, LearnersMerged merged, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockOf(merged.KeptLearnerId)})", cancellationToken);
        await db.Close(merged.LearnerId, merged.Version, merged.KeptLearnerId, merged.MergedAt, cancellationToken);
    }

    /// <summary>Takes in that a record was erased: nothing stays here of who looked at it, and tokens for it are refused.</summary>
    public static Task Erase(this ServiceDb db, LearnerErased erased, CancellationToken cancellationToken)
        => db.Close(erased.LearnerId, erased.Version, mergedInto: null, erased.ErasedAt, cancellationToken);

    /// <summary>The record a learner has today; none if it was erased.</summary>
    public static async Task<Guid?> KeptRecord(this ServiceDb db, Guid learnerId, CancellationToken cancellationToken)
    {
        var closed = await db.KeptRecords([learnerId], cancellationToken);
        return closed.TryGetValue(learnerId, out var kept) ? kept : learnerId;
    }

    /// <summary>Of these records the closed ones, with the record each was merged into at last.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Guid?>> KeptRecords(this ServiceDb db, IEnumerable<Guid> learnerIds, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. learnerIds];
        var found = new Dictionary<Guid, Guid?>();
        var closed = await db.Set<ClosedRecord>().AsNoTracking().Where(r => ids.Contains(r.LearnerId)).ToListAsync(cancellationToken);
        foreach (var record in closed)
        {
            // Heard out of turn, the record it was merged into may have been closed before it.
            found[record.LearnerId] = record.MergedInto is { } kept ? await db.KeptRecord(kept, cancellationToken) : null;
        }

        return found;
    }

    /// <summary>Held shared while something is heard of a learner, and alone while a record of theirs is closed.</summary>
    internal static long LockOf(Guid learnerId) => BitConverter.ToInt64(learnerId.ToByteArray(), 8);

    private static async Task Close(
        this ServiceDb db, Guid learnerId, long version, Guid? mergedInto, DateTimeOffset closedAt, CancellationToken cancellationToken)
    {
        // An erasure is final; of two mergings the newer one counts.
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO closed_records AS known (learner_id, version, merged_into, closed_at) VALUES ({learnerId}, {version}, {mergedInto}, {closedAt})
            ON CONFLICT (learner_id) DO UPDATE SET version = EXCLUDED.version, merged_into = EXCLUDED.merged_into, closed_at = EXCLUDED.closed_at
            WHERE known.merged_into IS NOT NULL AND (EXCLUDED.merged_into IS NULL OR known.version < EXCLUDED.version)
            """,
            cancellationToken);
        await EndedAccess.Keep(db, learnerId, learnerId, closedAt, cancellationToken);
        if (db.Model.FindEntityType(typeof(ActivityLine)) is null)
        {
            return;
        }

        var lines = db.Set<ActivityLine>().Where(line => line.LearnerId == learnerId);
        await (await db.KeptRecord(learnerId, cancellationToken) is { } kept
            ? lines.ExecuteUpdateAsync(line => line.SetProperty(l => l.LearnerId, kept), cancellationToken)
            : lines.ExecuteDeleteAsync(cancellationToken));
    }
}

/// <summary>Answers for records that were closed: whoever may see the person is led on to the kept record, and the Academy learns of an erasure.</summary>
public sealed class ClosedRecordAnswers(ServiceDb db, Caller caller)
{
    /// <summary>Does nothing for a record that is open, and for whom it is not there.</summary>
    public async Task Tell(Guid learnerId, Func<Guid, Task<bool>> maySee, CancellationToken cancellationToken)
    {
        var closed = await db.KeptRecords([learnerId], cancellationToken);
        if (!closed.TryGetValue(learnerId, out var kept))
        {
            return;
        }

        if (kept is null && caller.IsAcademy)
        {
            throw new Erased();
        }

        if (kept is { } record && await maySee(record))
        {
            throw new Merged(learnerId, record);
        }
    }

    public Task Tell(Guid learnerId, Func<Guid, bool> maySee, CancellationToken cancellationToken)
        => Tell(learnerId, kept => Task.FromResult(maySee(kept)), cancellationToken);

    /// <summary>For what only the learner does or sees.</summary>
    public async Task RequireOwn(Guid learnerId, CancellationToken cancellationToken)
    {
        if (caller.IsLearner(learnerId))
        {
            return;
        }

        throw await db.KeptRecord(learnerId, cancellationToken) is { } kept && caller.IsLearner(kept) ? new Merged(learnerId, kept) : new NotThere();
    }
}
