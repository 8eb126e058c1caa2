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
    IReadOnlyList<CourseVersionResponse> Versions);

public sealed record CourseVersionResponse(
    Guid CourseVersionId,
    string VersionLabel,
    decimal DurationHours,
    decimal PricePounds,
    int? ValidityMonths,
    CourseMode Mode,
    DateTimeOffset PublishedAt);

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
            [.. versions.Select(v => new CourseVersionResponse(
                v.Id, v.Label, v.DurationHours, v.PricePounds, v.ValidityMonths, v.Mode, v.PublishedAt))]));
    }
}
