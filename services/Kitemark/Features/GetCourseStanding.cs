using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <summary>The three links a completion on that day rests on, each with its own answer.</summary>
public sealed record GetCourseStandingResponse(
    Guid CourseId,
    string Title,
    DateOnly On,
    ProviderLink Provider,
    IReadOnlyList<CourseVersionLink> Versions,
    TrainerLink? Trainer);

public sealed record ProviderLink(Guid TrainingProviderId, string Name, MarkStanding Standing);

public sealed record CourseVersionLink(Guid CourseVersionId, string VersionLabel, MarkStanding Standing);

public sealed record TrainerLink(Guid TrainerId, string Name, AuthorisationStanding Standing);

internal static class GetCourseStanding
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/courses/{id:guid}/standing", Handle).AllowAnonymous().WithName(nameof(GetCourseStanding));

    private static async Task<Ok<GetCourseStandingResponse>> Handle(
        Guid id, DateOnly? on, Guid? trainerId, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var day = on ?? time.Today();
        var course = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) ?? throw new NotThere();
        var provider = await db.Providers.AsNoTracking().SingleAsync(p => p.Id == course.TrainingProviderId, cancellationToken);
        var versions = await db.CourseVersions.AsNoTracking().Where(v => v.CourseId == id).OrderBy(v => v.PublishedAt).ThenBy(v => v.Label).ToListAsync(cancellationToken);
        var subjects = versions.Select(v => v.Id).Append(provider.Id).ToList();
        var marks = (await db.Marks.AsNoTracking().Where(m => subjects.Contains(m.SubjectId)).ToListAsync(cancellationToken))
            .ToLookup(mark => mark.SubjectId);
        return TypedResults.Ok(new GetCourseStandingResponse(
            course.Id,
            course.Title,
            day,
            new ProviderLink(provider.Id, provider.Name, MarkStanding.Of([.. marks[provider.Id]], day)),
            [.. versions.Select(v => new CourseVersionLink(v.Id, v.Label, MarkStanding.Of([.. marks[v.Id]], day)))],
            trainerId is null ? null : await Link(trainerId.Value, course.TrainingProviderId, course.TrainingCategoryCode, day, db, cancellationToken)));
    }

    private static async Task<TrainerLink> Link(
        Guid trainerId, Guid providerId, int subject, DateOnly day, KitemarkDb db, CancellationToken cancellationToken)
    {
        var trainer = await db.Trainers.AsNoTracking()
            .SingleOrDefaultAsync(t => t.Id == trainerId && t.TrainingProviderId == providerId, cancellationToken) ?? throw new NotThere();
        var authorisations = await db.Authorisations.AsNoTracking()
            .Where(a => a.TrainerId == trainerId && a.TrainingCategoryCode == subject).ToListAsync(cancellationToken);
        return new TrainerLink(trainer.Id, trainer.Name, AuthorisationStanding.Of(subject, authorisations, day));
    }
}
