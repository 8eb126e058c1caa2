using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>
/// Whether a caller is the person it is about. A token for an organisation does not say which learner its holder is; the ledger does, for every
/// account that added training or sent evidence.
/// </summary>
internal static class OwnAccount
{
    public static async Task<bool> IsOf(PassportDb db, Caller caller, Guid learnerId, CancellationToken cancellationToken)
    {
        if (caller.IsLearner(learnerId))
        {
            return true;
        }

        // What was recorded for a record that was merged into this one is in that record's ledger.
        var records = await db.Set<ClosedRecord>().Where(r => r.MergedInto == learnerId).Select(r => r.LearnerId).ToListAsync(cancellationToken);
        records.Add(learnerId);
        return await db.Ledger.AnyAsync(
            l => records.Contains(l.LearnerId) && l.By == caller.Subject
                && (l.Event == LedgerEvent.EvidenceSent || (l.Event == LedgerEvent.Recorded && db.Entries.Any(e => e.Id == l.EntryId && e.Declaration != null))),
            cancellationToken);
    }
}
