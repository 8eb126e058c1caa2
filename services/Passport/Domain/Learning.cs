using Academy.Contracts.Passport;

namespace Academy.Passport.Domain;

/// <summary>Something somebody holds that counts as training in a subject: an entry of it, or what counts as it by an equivalence.</summary>
/// <param name="Day">Completed or awarded.</param>
/// <param name="ValidUntil">As the certificate says.</param>
/// <param name="By">The equivalence by which it counts; none where it is training in the subject itself.</param>
/// <param name="Entry">None where it is a qualification.</param>
internal sealed record Learning(
    Guid Id, string Title, string? VersionLabel, int TrainingCategoryCode, DateOnly Day, DateOnly? ValidUntil, Assurance Assurance, Equivalence? By, Entry? Entry)
{
    public static Learning Of(Entry entry, int? countsAs = null, Equivalence? by = null) => new(
        entry.Id, entry.Title, entry.VersionLabel, countsAs ?? entry.TrainingCategoryCode, entry.CompletedOn, entry.ValidUntil, entry.Assurance, by, entry);

    /// <summary>
    /// All that counts as one of the subjects. What a learner only says of themself, what was taken back and what is still to come
    /// counts for nothing.
    /// </summary>
    public static IEnumerable<Learning> That(
        IReadOnlyList<int> subjects, IEnumerable<Entry> entries, IEnumerable<Qualification> qualifications, IEnumerable<Equivalence> equivalences, DateOnly today)
    {
        var completed = entries.Where(e => e.Assurance != Assurance.SelfDeclared && !e.IsWithdrawn && e.CompletedOn <= today).ToList();
        var awarded = qualifications.Where(q => q.Assurance != Assurance.SelfDeclared && !q.IsWithdrawn && q.AwardedOn <= today).ToList();
        var recognised = equivalences.Where(e => e.CountsAs.TrainingCategoryCode is { } code && subjects.Contains(code)).SelectMany(e =>
            completed.Where(e.IsHeldBy).Select(entry => Of(entry, e.CountsAs.TrainingCategoryCode, e))
                .Concat(awarded.Where(e.IsHeldBy).Select(award => new Learning(
                    award.Id, award.Title, null, e.CountsAs.TrainingCategoryCode!.Value, award.AwardedOn, null, award.Assurance, e, null))));
        return completed.Where(e => subjects.Contains(e.TrainingCategoryCode) && e.CareCertificateVersion is null).Select(e => Of(e)).Concat(recognised);
    }

    /// <summary>The awards of the Care Certificate, of whichever version; no training counts as one.</summary>
    public static IEnumerable<Learning> CareCertificates(IEnumerable<Entry> entries, DateOnly today)
        => entries.Where(e => e is { CareCertificateVersion: not null, IsWithdrawn: false } && e.CompletedOn <= today).Select(e => Of(e));

    public CountedEquivalence? Counted => By is null ? null : CountedEquivalence.Of(By, Title, Day);
}
