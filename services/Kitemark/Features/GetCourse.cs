using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record GetCourseResponse(
    Guid CourseId,
    string Title,
    int TrainingCategoryCode,
    string TrainingCategory,
    Guid TrainingProviderId,
    string TrainingProviderName,
    QualificationLedTo? Qualification,
    IReadOnlyList<CourseVersionResponse> Versions);

/// <summary>The ASC-WDS qualification a course leads to.</summary>
public sealed record QualificationLedTo(int Code, string Title);

/// <param name="Language">Of teaching, by its ISO 639 code.</param>
public sealed record CourseVersionResponse(
    Guid CourseVersionId,
    string VersionLabel,
    decimal DurationHours,
    decimal PricePounds,
    int? ValidityMonths,
    CourseMode Mode,
    string Language,
    CareCertificateCovered? CareCertificate,
    DateTimeOffset PublishedAt)
{
    internal static CourseVersionResponse Of(CourseVersion v) => new(
        v.Id, v.Label, v.DurationHours, v.PricePounds, v.ValidityMonths, v.Mode, v.Language, CareCertificateCovered.Of(v.CareCertificate), v.PublishedAt);
}

/// <summary>Standards of the Care Certificate, under the names they have in that version.</summary>
public sealed record CareCertificateCovered(int Version, IReadOnlyList<CoveredStandard> Standards)
{
    internal static CareCertificateCovered? Of(CareCertificateCoverage? coverage) => coverage is null
        ? null
        : new(coverage.Version, [.. NationalCodes.StandardsOf(coverage).Select(standard => new CoveredStandard(standard.Number, standard.Name))]);
}

public sealed record CoveredStandard(int Number, string Name);

internal static class GetCourse
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/courses/{id:guid}", Handle).AllowAnonymous().WithName(nameof(GetCourse));

    private static async Task<Ok<GetCourseResponse>> Handle(Guid id, KitemarkDb db, CancellationToken cancellationToken)
    {
        var course = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) ?? throw new NotThere();
        var provider = await db.Providers.AsNoTracking().SingleAsync(p => p.Id == course.TrainingProviderId, cancellationToken);
        var versions = await db.CourseVersions.AsNoTracking().Where(v => v.CourseId == id).OrderBy(v => v.PublishedAt).ThenBy(v => v.Label).ToListAsync(cancellationToken);
        return TypedResults.Ok(new GetCourseResponse(
            course.Id,
            course.Title,
            course.TrainingCategoryCode,
            Subjects.NameOf(course.TrainingCategoryCode),
            provider.Id,
            provider.Name,
            course.QualificationCode is { } code ? new QualificationLedTo(code, NationalCodes.QualificationName(code)) : null,
            [.. versions.Select(CourseVersionResponse.Of)]));
    }
}
