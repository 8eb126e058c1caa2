using Academy.AscWds.Codes;
using Academy.Contracts.Passport;

namespace Academy.Passport.Domain;

/// <summary>
/// A standard of the Care Certificate that prior learning counts for. The certificate itself is assessed and awarded by an employer: this says
/// what need not be taught again.
/// </summary>
/// <param name="Version">2015 or 2025.</param>
public sealed record RecognisedStandard(int Version, int Number, string Name, CountedEquivalence By)
{
    /// <summary>Each standard once, by the earliest that counts for it; the newest version first.</summary>
    internal static IReadOnlyList<RecognisedStandard> Of(
        IEnumerable<Entry> entries, IEnumerable<Qualification> qualifications, IEnumerable<Equivalence> equivalences, DateOnly today)
    {
        var completed = entries.Where(e => e.Assurance != Assurance.SelfDeclared && !e.IsWithdrawn && e.CompletedOn <= today).ToList();
        var awarded = qualifications.Where(q => q.Assurance != Assurance.SelfDeclared && !q.IsWithdrawn && q.AwardedOn <= today).ToList();
        return
        [
            .. equivalences.Where(e => e.CountsAs.CareCertificate is not null)
                .SelectMany(e => completed.Where(e.IsHeldBy).Select(entry => (By: e, entry.Title, Day: entry.CompletedOn))
                    .Concat(awarded.Where(e.IsHeldBy).Select(award => (By: e, award.Title, Day: award.AwardedOn))))
                .OrderBy(held => held.Day).ThenBy(held => held.By.Id).ThenBy(held => held.Title, StringComparer.Ordinal)
                .SelectMany(held => CareCertificateStandards.Of(held.By.CountsAs.CareCertificate!.Version)
                    .Where(standard => held.By.CountsAs.CareCertificate.Standards.Contains(standard.Number))
                    .Select(standard => new RecognisedStandard(standard.Version, standard.Number, standard.Name, CountedEquivalence.Of(held.By, held.Title, held.Day))))
                .DistinctBy(standard => (standard.Version, standard.Number))
                .OrderByDescending(standard => standard.Version).ThenBy(standard => standard.Number),
        ];
    }
}
