using Academy.Contracts.Passport;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.Passport.Webhooks;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Imports;

/// <summary>
/// Passports that are changed many at once: held until the transaction ends, changed by the same rules as one by one, and written set by
/// set. Each document is rendered once, after the last change; versions, ledger lines and events are one for each change.
/// </summary>
internal sealed class PassportBatch(PassportDb db, DateTimeOffset now)
{
    private readonly List<Entry> _recorded = [];
    private readonly List<object> _said = [];
    private Dictionary<Guid, TrainingPassport> _passports = [];

    /// <param name="learnerIds">As asked for: a record that was merged has the passport of the kept one.</param>
    public async Task Hold(IReadOnlyCollection<Guid> learnerIds, CancellationToken cancellationToken)
    {
        await Lock(learnerIds, cancellationToken);
        var closed = await db.KeptRecords(learnerIds, cancellationToken);
        if (closed.Count > 0)
        {
            await Lock([.. closed.Values.OfType<Guid>().Distinct()], cancellationToken);
        }

        var kept = learnerIds.Distinct().Select(asked => (Asked: asked, Kept: closed.TryGetValue(asked, out var record) ? record : asked))
            .Where(id => id.Kept is not null).ToList();
        var ids = kept.Select(id => id.Kept!.Value).Distinct().ToList();
        var passports = await db.Passports.AsNoTracking().Include(p => p.Entries).AsSplitQuery()
            .Where(p => ids.Contains(p.LearnerId)).ToDictionaryAsync(p => p.LearnerId, cancellationToken);
        _passports = kept.Where(id => passports.ContainsKey(id.Kept!.Value)).ToDictionary(id => id.Asked, id => passports[id.Kept!.Value]);
        foreach (var passport in passports.Values)
        {
            passport.RenderLater();
        }
    }

    public TrainingPassport? Find(Guid? learnerId) => learnerId is { } id && _passports.TryGetValue(id, out var passport) ? passport : null;

    public void Record(TrainingPassport passport, Entry entry, string by)
    {
        _said.Add(passport.Record(entry, by));
        _recorded.Add(entry);
    }

    /// <summary>An entry that was there before, or was recorded in this batch.</summary>
    public void Change(Entry entry, PassportEntryChanged said)
    {
        _said.Add(said);
        if (!_recorded.Contains(entry))
        {
            db.Update(entry);
        }
    }

    /// <summary>In the transaction that is open; the caller saves what else changed.</summary>
    public async Task Write(CancellationToken cancellationToken)
    {
        List<TrainingPassport> changed = [.. _passports.Values.Distinct().Where(passport => passport.Ledger.Count > 0).OrderBy(passport => passport.LearnerId)];
        if (changed.Count == 0)
        {
            return;
        }

        changed.ForEach(passport => passport.Render(now));
        await db.Copy(_recorded, cancellationToken);
        await db.Copy(changed.SelectMany(passport => passport.Ledger), cancellationToken);
        await WebhookOutbox.Keep(db, await db.Say(_said, cancellationToken), cancellationToken);
        await Write(changed, cancellationToken);
    }

    private async Task Write(List<TrainingPassport> changed, CancellationToken cancellationToken)
    {
        var (ids, versions, lengths) = (changed.Select(p => p.LearnerId).ToArray(), changed.Select(p => p.Version).ToArray(), changed.Select(p => p.LedgerLength).ToArray());
        var (documents, hashes) = (changed.Select(p => p.Document).ToArray(), changed.Select(p => p.LedgerHash).ToArray());
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE passports SET version = change.version, document = change.document, ledger_length = change.length, ledger_hash = change.hash
            FROM unnest({ids}, {versions}, {documents}, {lengths}, {hashes}) AS change (learner_id, version, document, length, hash)
            WHERE passports.learner_id = change.learner_id
            """,
            cancellationToken);
    }

    private async Task Lock(IReadOnlyCollection<Guid> learnerIds, CancellationToken cancellationToken)
    {
        var ids = learnerIds.ToArray();
        await db.Database.ExecuteSqlAsync($"SELECT FROM passports WHERE learner_id = ANY({ids}) ORDER BY learner_id FOR UPDATE", cancellationToken);
    }
}
