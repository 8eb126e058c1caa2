using System.Collections.Frozen;
using Academy.ServiceDefaults;

namespace Academy.Kitemark.Domain;

/// <summary>Where an application stands.</summary>
public enum ApplicationState
{
    /// <summary>The training provider is still writing its self-assessment.</summary>
    Draft,

    /// <summary>Waiting for a reviewer.</summary>
    Submitted,

    /// <summary>A reviewer of the Academy scores it.</summary>
    InReview,

    /// <summary>The training provider has something to put right first.</summary>
    ConditionsSet,
    Approved,
    Refused,

    /// <summary>The training provider asked for a refusal to be looked at again.</summary>
    Appealed,

    /// <summary>Taken back by the training provider.</summary>
    Closed,
}

/// <summary>What can be done with an application.</summary>
public enum ApplicationStep
{
    AssessOneself,
    Submit,
    Close,
    TakeIntoReview,
    Score,
    SetConditions,
    AnswerCondition,
    AcceptCondition,
    Approve,
    Refuse,
    Appeal,
    UpholdAppeal,
    DismissAppeal,
    PlanVisit,
    RecordVisit,
}

/// <summary>Every step that is allowed, and where it leads. What is not here is refused, with the steps that are.</summary>
internal static class ApplicationSteps
{
    private static readonly FrozenDictionary<(ApplicationState From, ApplicationStep Step), ApplicationState> Allowed =
        new Dictionary<(ApplicationState, ApplicationStep), ApplicationState>
        {
            [(ApplicationState.Draft, ApplicationStep.AssessOneself)] = ApplicationState.Draft,
            [(ApplicationState.Draft, ApplicationStep.Submit)] = ApplicationState.Submitted,
            [(ApplicationState.Draft, ApplicationStep.Close)] = ApplicationState.Closed,
            [(ApplicationState.Submitted, ApplicationStep.TakeIntoReview)] = ApplicationState.InReview,
            [(ApplicationState.Submitted, ApplicationStep.Close)] = ApplicationState.Closed,
            [(ApplicationState.InReview, ApplicationStep.TakeIntoReview)] = ApplicationState.InReview,
            [(ApplicationState.InReview, ApplicationStep.Score)] = ApplicationState.InReview,
            [(ApplicationState.InReview, ApplicationStep.SetConditions)] = ApplicationState.ConditionsSet,
            [(ApplicationState.InReview, ApplicationStep.Approve)] = ApplicationState.Approved,
            [(ApplicationState.InReview, ApplicationStep.Refuse)] = ApplicationState.Refused,
            [(ApplicationState.InReview, ApplicationStep.Close)] = ApplicationState.Closed,
            [(ApplicationState.InReview, ApplicationStep.PlanVisit)] = ApplicationState.InReview,
            [(ApplicationState.InReview, ApplicationStep.RecordVisit)] = ApplicationState.InReview,
            [(ApplicationState.ConditionsSet, ApplicationStep.AnswerCondition)] = ApplicationState.ConditionsSet,
            [(ApplicationState.ConditionsSet, ApplicationStep.AcceptCondition)] = ApplicationState.ConditionsSet,
            [(ApplicationState.ConditionsSet, ApplicationStep.Refuse)] = ApplicationState.Refused,
            [(ApplicationState.ConditionsSet, ApplicationStep.Close)] = ApplicationState.Closed,
            [(ApplicationState.ConditionsSet, ApplicationStep.PlanVisit)] = ApplicationState.ConditionsSet,
            [(ApplicationState.ConditionsSet, ApplicationStep.RecordVisit)] = ApplicationState.ConditionsSet,
            [(ApplicationState.Refused, ApplicationStep.Appeal)] = ApplicationState.Appealed,
            [(ApplicationState.Appealed, ApplicationStep.UpholdAppeal)] = ApplicationState.InReview,
            [(ApplicationState.Appealed, ApplicationStep.DismissAppeal)] = ApplicationState.Refused,
        }.ToFrozenDictionary();

    /// <summary>Open applications: of those, one subject has one at a time.</summary>
    public static readonly ApplicationState[] Open =
    [
        ApplicationState.Draft, ApplicationState.Submitted, ApplicationState.InReview, ApplicationState.ConditionsSet, ApplicationState.Appealed,
    ];

    public static ApplicationState After(ApplicationState state, ApplicationStep step)
        => Allowed.TryGetValue((state, step), out var next)
            ? next
            : throw new RuleBroken(
                $"{Words(step)} is not possible while the application is {Words(state).ToLowerInvariant()}. Possible now: {Possible(state)}.", "step-not-possible");

    /// <summary>In the order of an application's life.</summary>
    public static IReadOnlyList<ApplicationStep> PossibleIn(ApplicationState state)
        => [.. Allowed.Keys.Where(allowed => allowed.From == state).Select(allowed => allowed.Step).Order()];

    private static string Possible(ApplicationState state)
    {
        var steps = PossibleIn(state).Select(step => Words(step).ToLowerInvariant()).ToList();
        return steps.Count == 0 ? "nothing; make a new application" : string.Join(", ", steps);
    }

    private static string Words(Enum name) => string.Concat(
        name.ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
}
