namespace Academy.Contracts.Kitemark;

/// <summary>A training provider or a course version is kitemarked, or an agency has the Safer Staffing mark, for a period.</summary>
/// <param name="SubjectId">The training provider, course version or agency that carries the mark.</param>
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

    /// <summary>An employer that places care staff, by its employer id: Safer Staffing, a mark of organisations.</summary>
    Agency,
}
