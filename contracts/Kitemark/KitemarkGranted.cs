namespace Academy.Contracts.Kitemark;

/// <summary>A training provider or a course version is kitemarked for a period.</summary>
/// <param name="SubjectId">The training provider or the course version that carries the mark.</param>
[HeardBy("passport")]
public sealed record KitemarkGranted(
    Guid KitemarkId,
    long Version,
    KitemarkSubject Subject,
    Guid SubjectId,
    MarkPeriod Period,
    DateTimeOffset DecidedAt);

public enum KitemarkSubject
{
    TrainingProvider,
    CourseVersion,
}
