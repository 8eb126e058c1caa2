namespace Academy.Contracts.Kitemark;

/// <summary>A version of a course is in the catalogue. A completion always names the version that was taught.</summary>
/// <param name="TrainingCategoryCode">Bulk-upload code of the ASC-WDS training category the course maps to.</param>
/// <param name="DurationHours">Taught hours; with the price it says what a repeat would cost.</param>
/// <param name="ValidityMonths">Months until a refresher is due; none where the training does not expire.</param>
[HeardBy("passport")]
public sealed record CoursePublished(
    Guid CourseVersionId,
    long Version,
    Guid CourseId,
    Guid TrainingProviderId,
    string Title,
    string VersionLabel,
    int TrainingCategoryCode,
    decimal DurationHours,
    decimal PricePounds,
    int? ValidityMonths,
    CourseMode Mode,
    DateTimeOffset PublishedAt);

public enum CourseMode
{
    FaceToFace,
    ELearning,
    Blended,
}
