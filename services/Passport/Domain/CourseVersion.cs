using Academy.Contracts.Kitemark;

namespace Academy.Passport.Domain;

/// <summary>A version of a course as last heard from the catalogue.</summary>
internal sealed class CourseVersion
{
    private CourseVersion()
    {
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public Guid TrainingProviderId { get; private set; }

    public string Title { get; private set; } = "";

    public string VersionLabel { get; private set; } = "";

    public int TrainingCategoryCode { get; private set; }

    public decimal DurationHours { get; private set; }

    public decimal PricePounds { get; private set; }

    public int? ValidityMonths { get; private set; }

    public CourseMode Mode { get; private set; }

    /// <summary>Of teaching, by its ISO 639 code; not known where the version was heard of before languages were told.</summary>
    public string? Language { get; private set; }

    public CareCertificateCoverage? CareCertificate { get; private set; }

    /// <summary>The ASC-WDS qualification the course leads to.</summary>
    public int? QualificationCode { get; private set; }

    public static CourseVersion Of(Guid id) => new() { Id = id, Version = -1 };

    public void Take(CoursePublished course)
    {
        if (course.Version < Version)
        {
            return;
        }

        (Version, TrainingProviderId, Title, VersionLabel) = (course.Version, course.TrainingProviderId, course.Title, course.VersionLabel);
        (TrainingCategoryCode, DurationHours, PricePounds) = (course.TrainingCategoryCode, course.DurationHours, course.PricePounds);
        (ValidityMonths, Mode, Language) = (course.ValidityMonths, course.Mode, course.Language);
        (CareCertificate, QualificationCode) = (course.CareCertificate, course.QualificationCode);
    }
}

/// <summary>A training provider or an employer as last heard: what it is called.</summary>
internal sealed class Organisation
{
    private Organisation()
    {
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    public static Organisation Of(Guid id) => new() { Id = id, Version = -1 };

    public void Take(long version, string name)
    {
        if (version >= Version)
        {
            (Version, Name) = (version, name);
        }
    }
}
