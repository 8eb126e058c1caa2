namespace Academy.Contracts.Kitemark;

/// <summary>A suspension or withdrawal of a kitemark was taken back: it counts as if it had not been, and stays on record.</summary>
/// <param name="SubjectId">The training provider, course version or agency that carries the mark.</param>
[HeardBy("passport")]
public sealed record KitemarkReinstated(
    Guid KitemarkId,
    long Version,
    KitemarkSubject Subject,
    Guid SubjectId,
    MarkPeriod Period,
    DateTimeOffset DecidedAt);
