namespace Academy.Contracts.Kitemark;

/// <summary>A kitemark is not in force from a day on, while the Academy looks into it.</summary>
/// <param name="SubjectId">The training provider, course version or agency that carries the mark.</param>
[HeardBy("passport")]
public sealed record KitemarkSuspended(
    Guid KitemarkId,
    long Version,
    KitemarkSubject Subject,
    Guid SubjectId,
    MarkPeriod Period,
    DateTimeOffset DecidedAt);
