using Academy.Contracts.Learner;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.People;

public static class ClosedRecords
{
    /// <summary>Takes in that a record was merged: its id leads to the kept one, and tokens for it are refused.</summary>
    public static Task Remember(this ServiceDb db, LearnersMerged merged, CancellationToken cancellationToken)
        => db.Close(merged.LearnerId, merged.Version, merged.KeptLearnerId, merged.MergedAt, cancellationToken);

    /// <summary>
    /// What every service does when it hears of a merging. The record it gives back, none if it was erased, is held alone: nothing
    /// else that is heard of it is taken in until the transaction ends.
    /// </summary>
    public static async Task<Guid?> Merge(this ServiceDb db, LearnersMerged merged, CancellationToken cancellationToken)
    {
        await db.Remember(merged, cancellationToken);
        return await db.HoldKeptRecord(merged.LearnerId, alone: true, cancellationToken);
    }

    /// <summary>Takes in that a record was erased: nothing stays here of who looked at it nor of messages that failed, and tokens for it are refused.</summary>
    public static async Task Erase(this ServiceDb db, LearnerErased erased, CancellationToken cancellationToken)
    {
        await db.Close(erased.LearnerId, erased.Version, mergedInto: null, erased.ErasedAt, cancellationToken);
        await db.Database.ExecuteSqlAsync($"DELETE FROM failed_messages WHERE position({$"{erased.LearnerId}"} IN convert_from(body, 'UTF8')) > 0", cancellationToken);
        if (db.Model.FindEntityType(typeof(ActivityLine)) is not null)
        {
            await db.Set<ActivityLine>().Where(line => line.LearnerId == erased.LearnerId).ExecuteDeleteAsync(cancellationToken);
        }
    }

    /// <summary>
    /// The record a learner has today, none if it was erased, which nobody closes until the transaction ends. Call it where something
    /// heard of that learner is taken in: their own record is held there already.
    /// </summary>
    public static async Task<Guid?> HoldKeptRecord(this ServiceDb db, Guid learnerId, bool alone, CancellationToken cancellationToken)
    {
        var kept = await db.KeptRecord(learnerId, cancellationToken);
        while (kept is { } record && record != learnerId)
        {
            await db.Hold(record, alone, cancellationToken);
            var now = await db.KeptRecord(learnerId, cancellationToken);
            if (now == kept)
            {
                break;
            }

            kept = now;
        }

        return kept;
    }

    /// <summary>The same for several learners, whose own records are held already.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Guid?>> HoldKeptRecords(this ServiceDb db, IEnumerable<Guid> learnerIds, CancellationToken cancellationToken)
    {
        var kept = learnerIds.Distinct().ToDictionary(id => id, id => (Guid?)id);
        foreach (var closed in (await db.KeptRecords(kept.Keys, cancellationToken)).Keys.Order())
        {
            kept[closed] = await db.HoldKeptRecord(closed, alone: false, cancellationToken);
        }

        return kept;
    }

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

    /// <summary>Holds a learner's record: shared while something is taken in of it, alone while it is closed or takes over another.</summary>
    internal static Task Hold(this ServiceDb db, Guid learnerId, bool alone, CancellationToken cancellationToken)
        => db.Database.ExecuteSqlAsync(
            $"SELECT CASE WHEN {alone} THEN pg_advisory_xact_lock({ClosedRecord.LockOf(learnerId)}) ELSE pg_advisory_xact_lock_shared({ClosedRecord.LockOf(learnerId)}) END",
            cancellationToken);

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

        // Identity goes on giving out tokens for the record until it hears of this, too.
        await EndedAccess.Keep(db, learnerId, learnerId, closedAt + EndedAccess.Kept, cancellationToken);
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

    /// <summary>For what cannot be undone: nobody is led on to another record by it.</summary>
    public async Task RequireOpen(Guid learnerId, CancellationToken cancellationToken)
    {
        var kept = await db.KeptRecord(learnerId, cancellationToken) ?? throw (caller.IsAcademy ? new Erased() : new NotThere());
        if (kept != learnerId)
        {
            throw new Conflict("merged", $"This record was merged into {kept}. If that is the one you mean, send your request for it.");
        }
    }

    /// <summary>For what only the learner does or sees. In a transaction the record is not closed before it ends.</summary>
    public async Task RequireOwn(Guid learnerId, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            await db.Hold(learnerId, alone: false, cancellationToken);
        }

        var kept = await db.KeptRecord(learnerId, cancellationToken);
        if (kept != learnerId || !caller.IsLearner(learnerId))
        {
            throw kept is { } record && record != learnerId && caller.IsLearner(record) ? new Merged(learnerId, record) : new NotThere();
        }
    }
}

/// <summary>308: the record was merged into another of the same person. The same request is to be made there.</summary>
public sealed class Merged(Guid from, Guid into)
    : Problem(StatusCodes.Status308PermanentRedirect, "merged", "This record was merged into another of the same person. Use the id in the Location header from now on.")
{
    /// <summary>The address of the request, with the kept record in place of the merged one.</summary>
    public override string? Address(HttpRequest request)
    {
        var segments = $"{request.PathBase}{request.Path}".Split('/').Select(segment => Guid.TryParse(segment, out var id) && id == from ? $"{into}" : segment);
        return $"{string.Join('/', segments)}{request.QueryString}";
    }
}

/// <summary>410: the record was erased. Only the Academy is told so; to others it is not there.</summary>
public sealed class Erased() : Problem(StatusCodes.Status410Gone, "erased", "This person's record was erased. Delete what you still hold of it, and this id.");
