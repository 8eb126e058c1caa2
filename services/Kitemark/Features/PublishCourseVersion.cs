using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <param name="Language">Of teaching, by its ISO 639 code (en, pl, bfi for British Sign Language); English unless another is named.</param>
/// <param name="CareCertificate">The standards of the Care Certificate it teaches, of one version.</param>
public sealed record PublishCourseVersionRequest(
    [Required, StringLength(50, MinimumLength = 1)] string VersionLabel,
    [Required, Range(0.25, 2000)] decimal? DurationHours,
    [Required, Range(0, 100_000)] decimal? PricePounds,
    [Range(1, 999)] int? ValidityMonths,
    [Required, EnumDataType(typeof(CourseMode))] CourseMode? Mode,
    [RegularExpression("^[a-z]{2,3}$")] string? Language = null,
    CareCertificateCoverage? CareCertificate = null);

public sealed record PublishCourseVersionResponse(Guid CourseVersionId);

internal static class PublishCourseVersion
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/courses/{id:guid}/versions", Handle).RequireScope("kitemark.write").Idempotent().WithName(nameof(PublishCourseVersion));

    private static async Task<Created<PublishCourseVersionResponse>> Handle(
        Guid id, PublishCourseVersionRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var course = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) ?? throw new NotThere();
        caller.RequireProviderOrAcademy(course.TrainingProviderId);
        var label = request.VersionLabel.Trim();
        if (await db.CourseVersions.AnyAsync(v => v.CourseId == id && v.Label == label, cancellationToken))
        {
            throw new RuleBroken($"Version {label} of this course is published, and a published version never changes. Publish the change under another label.", "version-published");
        }

        var version = new CourseVersion(
            course,
            label,
            Hundredths(request.DurationHours!.Value, "durationHours"),
            Hundredths(request.PricePounds!.Value, "pricePounds"),
            request.ValidityMonths,
            request.Mode!.Value,
            request.Language ?? CourseVersion.English,
            request.CareCertificate is { } coverage ? NationalCodes.RequireStandards(coverage) : null,
            time.GetUtcNow());
        db.Add(version);
        db.Say(Published(course, version));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/kitemark/v1/courses/{course.Id}", new PublishCourseVersionResponse(version.Id));
    }

    private static decimal Hundredths(decimal amount, string field)
        => decimal.Round(amount, 2) == amount ? amount : throw new RuleBroken($"Give {field} with two decimals at most.", "too-many-decimals");

    private static CoursePublished Published(Course course, CourseVersion version) => new(
        version.Id,
        Version: 1,
        course.Id,
        course.TrainingProviderId,
        course.Title,
        version.Label,
        course.TrainingCategoryCode,
        version.DurationHours,
        version.PricePounds,
        version.ValidityMonths,
        version.Mode,
        version.PublishedAt,
        version.Language,
        version.CareCertificate,
        course.QualificationCode);
}
