using Academy.Contracts.Learner;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

/// <param name="Learners">People with an academy number.</param>
/// <param name="Working">Those who work today. Who works in two ways is counted once here and once in each of the kinds.</param>
public sealed record GetFiguresResponse(
    DateTimeOffset AsAt,
    Figure Learners,
    Figure Working,
    IReadOnlyList<WorkingFigure> WorkingByKind,
    IReadOnlyList<StandingFigure> EmployersByStanding);

public sealed record WorkingFigure(EmploymentKind Kind, Figure Learners);

/// <summary>Employers that hold a standing today.</summary>
public sealed record StandingFigure(EmployerStandingKind Standing, Figure Employers);

internal static class GetFigures
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/figures", Handle).RequireScope("learner.figures");

    private static async Task<Ok<GetFiguresResponse>> Handle(
        Caller caller, Figures<GetFiguresResponse> figures, LearnerDb db, TimeProvider time, CancellationToken cancellationToken)
        => TypedResults.Ok(await figures.For(caller, () => WorkOut(db, time, cancellationToken), cancellationToken));

    private static async Task<GetFiguresResponse> WorkOut(LearnerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = time.Today();
        var working = db.Employments.On(today);
        var byKind = await working.GroupBy(e => e.Kind)
            .Select(kind => new { kind.Key, Count = kind.Select(e => e.LearnerId).Distinct().Count() })
            .ToDictionaryAsync(kind => kind.Key, kind => kind.Count, cancellationToken);
        var byStanding = await db.Set<Standing>().Where(s => s.From <= today && s.Until >= today).GroupBy(s => s.Kind)
            .Select(standing => new { standing.Key, Count = standing.Select(s => s.EmployerId).Distinct().Count() })
            .ToDictionaryAsync(standing => standing.Key, standing => standing.Count, cancellationToken);
        return new GetFiguresResponse(
            time.GetUtcNow(),
            Figure.Of(await db.Learners.CountAsync(learner => learner.MergedInto == null, cancellationToken)),
            Figure.Of(await working.Select(e => e.LearnerId).Distinct().CountAsync(cancellationToken)),
            [.. Enum.GetValues<EmploymentKind>().Select(kind => new WorkingFigure(kind, Figure.Of(byKind.GetValueOrDefault(kind))))],
            [.. Enum.GetValues<EmployerStandingKind>().Select(kind => new StandingFigure(kind, Figure.Of(byStanding.GetValueOrDefault(kind))))]);
    }
}
