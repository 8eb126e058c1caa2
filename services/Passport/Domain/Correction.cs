using Academy.Contracts.Kitemark;

namespace Academy.Passport.Domain;

/// <summary>What is really so of a completion, whole: what was not wrong is as it was.</summary>
/// <param name="Course">The course version of <paramref name="Taught"/>.</param>
/// <param name="DurationHours">Taught hours, where they were others than the catalogue's.</param>
internal sealed record Correction(TaughtCourse Taught, CourseVersion Course, DateOnly CompletedOn, decimal? DurationHours, CourseMode? Mode)
{
    /// <summary>Whether the entry says all of this already.</summary>
    public bool IsIn(Entry entry)
        => Course.Id == entry.CourseVersionId && Taught.TrainerId == entry.TrainerId && CompletedOn == entry.CompletedOn
            && DurationHours == entry.DurationHours && Mode == entry.Mode;
}
