using Academy.Contracts.Kitemark;

namespace Academy.Kitemark.Domain;

/// <summary>What can be done with a mark that was granted.</summary>
public enum MarkStep
{
    Suspend,
    Withdraw,
    Reinstate,
    PlanVisit,
}

internal static class MarkSteps
{
    /// <summary>What <see cref="Period.Decide"/> and <see cref="Period.Reinstate"/> do not refuse whatever the day; a mark is visited while nothing has withdrawn it.</summary>
    public static IReadOnlyList<MarkStep> PossibleIn(Period period)
    {
        var standing = period.Decisions.Where(decision => decision.Reversed is null).Select(decision => decision.Kind).ToList();
        return standing switch
        {
            [] => [MarkStep.Suspend, MarkStep.Withdraw, MarkStep.PlanVisit],
            _ when standing.Contains(MarkDecisionKind.Withdrawn) => [MarkStep.Reinstate],
            _ => [MarkStep.Withdraw, MarkStep.Reinstate, MarkStep.PlanVisit],
        };
    }
}
