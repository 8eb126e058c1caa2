using Academy.Contracts.Kitemark;

namespace Academy.Passport.Domain;

/// <summary>
/// Recognition of prior learning, as last heard from the Academy. It is looked at whenever an answer is worked out and written into no
/// entry, so one that ends takes nothing away from what was completed before.
/// </summary>
internal sealed class Equivalence
{
    private Equivalence()
    {
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public PriorLearning Held { get; private set; } = null!;

    public Recognition CountsAs { get; private set; } = null!;

    public DateOnly From { get; private set; }

    /// <summary>The last day of completion or award it counts for, an ending considered; none where it is open.</summary>
    public DateOnly? Until { get; private set; }

    public string Reason { get; private set; } = "";

    public string Source { get; private set; } = "";

    public static Equivalence Of(EquivalenceDecided decided)
    {
        var equivalence = new Equivalence { Id = decided.EquivalenceId, Version = -1 };
        equivalence.Take(decided);
        return equivalence;
    }

    public void Take(EquivalenceDecided decided)
    {
        if (decided.Version >= Version)
        {
            (Version, Held, CountsAs, From) = (decided.Version, decided.Held, decided.CountsAs, decided.From);
            (Until, Reason, Source) = (decided.Ended?.From.AddDays(-1) ?? decided.Until, decided.Reason, decided.Source);
        }
    }

    public bool IsHeldBy(Entry entry) => CountsOn(entry.CompletedOn)
        && (Held is { CourseVersionIds: { } versions }
            ? entry.CourseVersionId is { } version && versions.Contains(version)
            : Held.TrainingCategoryCode == entry.TrainingCategoryCode
                && (Held.TrainingProviderId is null || Held.TrainingProviderId == entry.TrainingProviderId));

    public bool IsHeldBy(Qualification award) => CountsOn(award.AwardedOn) && Held.QualificationCode == award.Code;

    private bool CountsOn(DateOnly day) => From <= day && (Until is not { } last || day <= last);
}

/// <summary>An equivalence by which something counted, so that nobody has to guess why.</summary>
/// <param name="Sentence">What was held, and what it counted as.</param>
/// <param name="Source">Where it can be read that it is so.</param>
public sealed record CountedEquivalence(Guid EquivalenceId, string Sentence, string Reason, string Source)
{
    internal static CountedEquivalence Of(Equivalence by, string title, DateOnly day)
        => new(by.Id, $"{title} of {day:yyyy-MM-dd} counts as {by.CountsAs.Name}.", by.Reason, by.Source);
}
