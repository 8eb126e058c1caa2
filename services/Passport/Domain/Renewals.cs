using Academy.Contracts.Passport;

namespace Academy.Passport.Domain;

/// <summary>
/// Training done again: of the entries of one subject that count and that somebody vouches for, each renews the last one completed before its
/// day. A Care Certificate is awarded once and renews nothing.
/// </summary>
internal static class Renewals
{
    /// <summary>For each entry that was renewed, or renews one: which it renews and which first renewed it.</summary>
    public static IReadOnlyDictionary<Guid, Renewal> Of(IEnumerable<Entry> entries)
    {
        var renewals = new Dictionary<Guid, Renewal>();
        foreach (var subject in entries.Where(CanRenew).GroupBy(entry => entry.TrainingCategoryCode))
        {
            // Of what was completed on one day none renews the other.
            var days = subject.GroupBy(entry => entry.CompletedOn).OrderBy(day => day.Key).Select(day => day.OrderBy(entry => entry.Id).ToList()).ToList();
            for (var i = 0; i < days.Count; i++)
            {
                foreach (var entry in days[i].Where(_ => days.Count > 1))
                {
                    renewals[entry.Id] = new Renewal(i > 0 ? days[i - 1][0].Id : null, i < days.Count - 1 ? days[i + 1][0].Id : null);
                }
            }
        }

        return renewals;
    }

    private static bool CanRenew(Entry entry) => entry is { IsWithdrawn: false, Assurance: not Assurance.SelfDeclared, CareCertificateVersion: null };
}

internal sealed record Renewal(Guid? Renews, Guid? RenewedBy);
