using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>What a training provider can record: its course versions, and those who teach for it.</summary>
public sealed record ListTeachingResponse(IReadOnlyList<TaughtVersion> Courses, IReadOnlyList<KnownTrainer> Trainers);

/// <param name="IsKitemarked">Whether the course version itself is kitemarked today.</param>
public sealed record TaughtVersion(Guid CourseVersionId, string Title, string VersionLabel, int TrainingCategoryCode, bool IsKitemarked);

/// <summary>A trainer who was ever authorised for the provider.</summary>
public sealed record KnownTrainer(Guid TrainerId, string Name);

internal static class ListTeaching
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/teaching", Handle).RequireScope("completions.write");

    private static async Task<Ok<ListTeachingResponse>> Handle(Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (provider, today) = (caller.Provider(), time.Today());
        var courses = await db.CourseVersions.AsNoTracking().Where(c => c.TrainingProviderId == provider)
            .OrderBy(c => c.Title).ThenBy(c => c.VersionLabel).ToListAsync(cancellationToken);
        var ids = courses.ConvertAll(c => c.Id);
        var marks = await db.Marks.AsNoTracking().Where(m => ids.Contains(m.SubjectId) || m.TrainingProviderId == provider).ToListAsync(cancellationToken);
        var marked = marks.Where(m => m.Link == LinkKind.CourseVersion && m.Period.IsInForce(today)).Select(m => m.SubjectId).ToHashSet();
        return TypedResults.Ok(new ListTeachingResponse(
            [.. courses.Select(c => new TaughtVersion(c.Id, c.Title, c.VersionLabel, c.TrainingCategoryCode, marked.Contains(c.Id)))],
            [.. marks.Where(m => m.Link == LinkKind.Trainer).GroupBy(m => m.SubjectId)
                .Select(trainer => new KnownTrainer(trainer.Key, trainer.First().TrainerName ?? "")).OrderBy(t => t.Name, StringComparer.Ordinal)]));
    }
}
