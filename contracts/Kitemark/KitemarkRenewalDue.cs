namespace Academy.Contracts.Kitemark;

/// <summary>A kitemark ends soon and can be renewed, or has ended and was not. Said once for each number of days the Academy reminds at.</summary>
/// <param name="Title">What carries the mark, as people call it: the course and its version, or the organisation.</param>
/// <param name="OrganisationId">The training provider or the agency that carries it.</param>
/// <param name="LastDay">The last day in force, Europe/London.</param>
/// <param name="DaysBefore">How many days before the last day it was to be told; none once that day has passed.</param>
[HeardBy("identity")]
public sealed record KitemarkRenewalDue(
    Guid KitemarkId,
    long Version,
    KitemarkSubject Subject,
    Guid SubjectId,
    Guid OrganisationId,
    string Title,
    DateOnly LastDay,
    int? DaysBefore,
    DateTimeOffset SaidAt);
