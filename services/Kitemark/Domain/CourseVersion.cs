using Academy.Contracts.Kitemark;

namespace Academy.Kitemark.Domain;

/// <summary>A course as it is taught. Once published it never changes, because completions name it for ever.</summary>
internal sealed class CourseVersion
{
    /// <summary>What courses are taught in unless something else is said.</summary>
    public const string English = "en";

    private CourseVersion()
    {
    }

    public CourseVersion(
        Course course,
        string label,
        decimal durationHours,
        decimal pricePounds,
        int? validityMonths,
        CourseMode mode,
        string language,
        CareCertificateCoverage? careCertificate,
        DateTimeOffset now)
    {
        (Id, CourseId, TrainingProviderId, Label) = (Guid.CreateVersion7(now), course.Id, course.TrainingProviderId, label);
        (DurationHours, PricePounds, ValidityMonths, Mode, PublishedAt) = (durationHours, pricePounds, validityMonths, mode, now);
        (Language, CareCertificate) = (language, careCertificate);
    }

    public Guid Id { get; private set; }

    public Guid CourseId { get; private set; }

    public Guid TrainingProviderId { get; private set; }

    public string Label { get; private set; } = "";

    public decimal DurationHours { get; private set; }

    public decimal PricePounds { get; private set; }

    public int? ValidityMonths { get; private set; }

    public CourseMode Mode { get; private set; }

    /// <summary>Of teaching, by its ISO 639 code.</summary>
    public string Language { get; private set; } = English;

    /// <summary>The standards it teaches, of one version of the Care Certificate.</summary>
    public CareCertificateCoverage? CareCertificate { get; private set; }

    public DateTimeOffset PublishedAt { get; private set; }
}
