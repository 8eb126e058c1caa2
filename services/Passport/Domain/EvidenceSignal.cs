using Academy.Contracts.Kitemark;

namespace Academy.Passport.Domain;

/// <summary>What should make whoever checks evidence look twice; it proves nothing by itself.</summary>
public enum EvidenceSignal
{
    /// <summary>The same file, to the byte, was sent for another person.</summary>
    SameFileForSomebodyElse,

    /// <summary>The learner was not 16 yet.</summary>
    NotYetSixteen,

    /// <summary>The provider that is named is known to the Academy, and had no kitemark on that day.</summary>
    ProviderNotMarkedThen,

    /// <summary>The Academy knows no organisation of the name that is given: perhaps there was none then.</summary>
    ProviderNotKnown,

    /// <summary>Four courses or more on one day.</summary>
    ManyOnOneDay,
}

internal static class EvidenceSignals
{
    private const int Many = 4;
    private const int WorkingAge = 16;

    /// <param name="providers">The kitemark periods of the providers that have the name the learner gave; none where no provider has it.</param>
    /// <param name="thatDay">How many courses the learner added for the day, with this one.</param>
    /// <param name="isKnown">Whether any organisation has the name the learner gave; also where none was given.</param>
    public static IReadOnlyList<EvidenceSignal> Of(
        DateOnly completedOn, DateOnly dateOfBirth, bool isSomebodyElsesFile, IReadOnlyCollection<MarkPeriod> providers, int thatDay, bool isKnown = true)
        => [.. Found(completedOn, dateOfBirth, isSomebodyElsesFile, providers, thatDay, isKnown)];

    private static IEnumerable<EvidenceSignal> Found(
        DateOnly completedOn, DateOnly dateOfBirth, bool isSomebodyElsesFile, IReadOnlyCollection<MarkPeriod> providers, int thatDay, bool isKnown)
    {
        if (isSomebodyElsesFile)
        {
            yield return EvidenceSignal.SameFileForSomebodyElse;
        }

        if (completedOn < dateOfBirth.AddYears(WorkingAge))
        {
            yield return EvidenceSignal.NotYetSixteen;
        }

        if (providers.Count > 0 && !providers.Any(period => period.IsInForce(completedOn)))
        {
            yield return EvidenceSignal.ProviderNotMarkedThen;
        }

        if (!isKnown)
        {
            yield return EvidenceSignal.ProviderNotKnown;
        }

        if (thatDay >= Many)
        {
            yield return EvidenceSignal.ManyOnOneDay;
        }
    }
}
