using Academy.Pathway.Data;
using Academy.Pathway.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway.Features;

public sealed record GetFiguresResponse(DateTimeOffset AsAt, IReadOnlyList<TierFigure> Tiers);

/// <summary>Learners at a tier as last worked out; of those at none, the ones with an entry.</summary>
public sealed record TierFigure(int Tier, Figure Learners);

internal static class GetFigures
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/figures", Handle).RequireScope("pathway.figures");

    private static async Task<Ok<GetFiguresResponse>> Handle(
        Caller caller, Figures<GetFiguresResponse> figures, PathwayDb db, TimeProvider time, CancellationToken cancellationToken)
        => TypedResults.Ok(await figures.For(caller, () => WorkOut(db, time, cancellationToken), cancellationToken));

    private static async Task<GetFiguresResponse> WorkOut(PathwayDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var counts = await db.Learners.GroupBy(learner => learner.Tier).Select(tier => new { tier.Key, Count = tier.Count() })
            .ToDictionaryAsync(tier => tier.Key, tier => tier.Count, cancellationToken);
        return new GetFiguresResponse(
            time.GetUtcNow(),
            [.. Enumerable.Range(0, RuleSet.HighestTier + 1).Select(tier => new TierFigure(tier, Figure.Of(counts.GetValueOrDefault(tier))))]);
    }
}
