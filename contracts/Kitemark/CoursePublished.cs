namespace Academy.Contracts.Kitemark;

/// <summary>A version of a course is in the catalogue. A completion always names the version that was taught.</summary>
/// <param name="TrainingCategoryCode">Bulk-upload code of the ASC-WDS training category the course maps to.</param>
/// <param name="DurationHours">Taught hours; with the price it says what a repeat would cost.</param>
/// <param name="ValidityMonths">Months until a refresher is due; none where the training does not expire.</param>
/// <param name="Language">Of teaching, by its ISO 639 code.</param>
/// <param name="CareCertificate">The standards it teaches; none where it teaches none.</param>
/// <param name="QualificationCode">Bulk-upload code of the ASC-WDS qualification the course leads to, if it leads to one.</param>
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
    DateTimeOffset PublishedAt,
    string? Language = null,
    CareCertificateCoverage? CareCertificate = null,
    int? QualificationCode = null);

/// <summary>Some of the standards of one version of the Care Certificate.</summary>
/// <param name="Version">The year the version came out in: 2015 or 2025.</param>
/// <param name="Standards">By number, in order.</param>
public sealed record CareCertificateCoverage(int Version, IReadOnlyList<int> Standards);

public enum CourseMode
{
    FaceToFace,
    ELearning,
    Blended,
}
