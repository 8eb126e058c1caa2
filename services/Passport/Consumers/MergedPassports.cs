using Academy.Contracts.Passport;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Consumers;

/// <summary>
/// Puts entries and qualifications of a person's merged records into the passport that was kept. It does what is left to do, whenever it is called
/// and in whichever order passports and mergings are heard of.
/// </summary>
internal sealed class MergedPassports(PassportDb db, TimeProvider time)
{
    public async Task BringTogether(Guid keptId, CancellationToken cancellationToken)
    {
        var merged = await db.Set<ClosedRecord>().Where(r => r.MergedInto == keptId).Select(r => r.LearnerId).ToListAsync(cancellationToken);
        if (merged.Count == 0)
        {
            return;
        }

        await HoldMarks(merged, cancellationToken);
        var passports = await db.LockPassports([keptId, .. merged], cancellationToken);
        if (passports.Find(p => p.LearnerId == keptId) is not { } kept)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var other in passports.Where(p => p != kept && p.Entries.Count + p.Qualifications.Count + p.Standards.Count > 0).ToList())
        {
            await Judge(other, now, cancellationToken);
            SayAll(kept.GiveWay(other, now));

            // The entry that gives way goes first: of two that stand for the same the table takes one.
            await db.SaveChangesAsync(cancellationToken);
            var moved = other.Entries.ToList();
            moved.ForEach(entry => entry.MoveTo(keptId));
            db.ChangeTracker.DetectChanges();
            SayAll(kept.TakeOver(other, moved, now));
        }

        // A code was given for what the other record held; whoever has it shall not see more with it.
        await db.Shares.Where(s => merged.Contains(s.LearnerId) && s.StoppedAt == null)
            .ExecuteUpdateAsync(share => share.SetProperty(s => s.StoppedAt, now), cancellationToken);
        await db.Observations.Where(o => merged.Contains(o.LearnerId))
            .ExecuteUpdateAsync(observation => observation.SetProperty(o => o.LearnerId, keptId), cancellationToken);
        await db.Evidence.Where(e => merged.Contains(e.LearnerId!.Value))
            .ExecuteUpdateAsync(evidence => evidence.SetProperty(e => e.LearnerId, keptId), cancellationToken);
        await db.Disputes.Where(d => merged.Contains(d.LearnerId))
            .ExecuteUpdateAsync(dispute => dispute.SetProperty(d => d.LearnerId, keptId), cancellationToken);
        await db.Receipts.Where(r => merged.Contains(r.LearnerId))
            .ExecuteUpdateAsync(receipt => receipt.SetProperty(r => r.LearnerId, keptId), cancellationToken);
        await db.Notices.Where(n => merged.Contains(n.LearnerId!.Value))
            .ExecuteUpdateAsync(notice => notice.SetProperty(n => n.LearnerId, keptId), cancellationToken);
        await db.WebhookDeliveries.Where(d => merged.Contains(d.LearnerId!.Value))
            .ExecuteUpdateAsync(delivery => delivery.SetProperty(d => d.LearnerId, keptId), cancellationToken);
        await db.Checks.Where(c => merged.Contains(c.LearnerId))
            .ExecuteUpdateAsync(check => check.SetProperty(c => c.LearnerId, keptId), cancellationToken);
    }

    /// <summary>No mark changes while entries move: a decision that is being worked off learner by learner would miss those that moved.</summary>
    private async Task HoldMarks(List<Guid> learnerIds, CancellationToken cancellationToken)
    {
        var subjects = await db.Entries.Where(e => learnerIds.Contains(e.LearnerId) && e.CourseVersionId != null)
            .Select(e => new { CourseVersionId = e.CourseVersionId!.Value, TrainingProviderId = e.TrainingProviderId!.Value, TrainerId = e.TrainerId!.Value })
            .ToListAsync(cancellationToken);
        await db.HoldSubjects(subjects.SelectMany(s => new[] { s.CourseVersionId, s.TrainingProviderId, s.TrainerId }).Distinct(), alone: false, cancellationToken);
    }

    private void SayAll(IEnumerable<PassportEntryChanged> changes)
    {
        foreach (var change in changes)
        {
            db.Say(change);
        }
    }

    private async Task Judge(TrainingPassport passport, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var entries = passport.Entries.Where(e => e.CourseVersionId is not null && !e.IsWithdrawn).ToList();
        var marks = await db.MarksOf(entries, cancellationToken);
        foreach (var entry in entries)
        {
            if (passport.Reassess(entry, marks, now) is { } said)
            {
                db.Say(said);
            }
        }
    }
}
