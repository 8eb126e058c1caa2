namespace Academy.Contracts.Kitemark;

/// <summary>Conditions of an application were not answered by their day. Said once for each of them.</summary>
/// <param name="SubjectId">The training provider, course version or agency that the mark is asked for.</param>
/// <param name="OrganisationId">The training provider or the agency that asks for it.</param>
/// <param name="Title">What the mark is asked for, as people call it: the course and its version, or the organisation.</param>
/// <param name="Conditions">Which ones, by their numbers.</param>
/// <param name="DueOn">The day by which the first of them was to be answered, Europe/London.</param>
[HeardBy("identity")]
public sealed record KitemarkConditionOverdue(
    Guid ApplicationId,
    long Version,
    KitemarkSubject Subject,
    Guid SubjectId,
    Guid OrganisationId,
    string Title,
    IReadOnlyList<int> Conditions,
    DateOnly DueOn,
    DateTimeOffset SaidAt);
