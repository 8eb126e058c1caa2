using System.ComponentModel.DataAnnotations;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <param name="QualificationCode">Bulk-upload code of the ASC-WDS qualification the course leads to, if it leads to one.</param>
public sealed record RegisterCourseRequest(
    [Required] Guid? TrainingProviderId,
    [Required, StringLength(200, MinimumLength = 1)] string Title,
    [Required] int? TrainingCategoryCode,
    int? QualificationCode = null);

public sealed record RegisterCourseResponse(Guid CourseId);

internal static class RegisterCourse
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/courses", Handle).RequireScope("kitemark.write").Idempotent().WithName(nameof(RegisterCourse));

    private static async Task<Created<RegisterCourseResponse>> Handle(
        RegisterCourseRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var providerId = request.TrainingProviderId!.Value;
        caller.RequireProviderOrAcademy(providerId);
        if (!await db.Providers.AnyAsync(provider => provider.Id == providerId, cancellationToken))
        {
            throw new NotThere();
        }

        var course = new Course(
            providerId,
            request.Title.Trim(),
            Subjects.Require(request.TrainingCategoryCode),
            NationalCodes.RequireQualification(request.QualificationCode),
            time.GetUtcNow());
        db.Add(course);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/kitemark/v1/courses/{course.Id}", new RegisterCourseResponse(course.Id));
    }
}
