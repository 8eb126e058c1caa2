namespace Academy.Contracts.Kitemark;

/// <summary>A kitemark has ended before its time, with a consequence for what was recorded under it.</summary>
/// <param name="SubjectId">The training provider, course version or agency that carries the mark.</param>
[HeardBy("passport")]
public sealed record KitemarkWithdrawn(
    Guid KitemarkId,
    long Version,
    KitemarkSubject Subject,
    Guid SubjectId,
    MarkPeriod Period,
    DateTimeOffset DecidedAt);
