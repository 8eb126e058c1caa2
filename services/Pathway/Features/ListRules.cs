using System.ComponentModel.DataAnnotations;
using Academy.Pathway.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway.Features;

/// <summary>Rule sets, the latest first, and where the older ones are if there are more.</summary>
public sealed record ListRulesResponse(IReadOnlyList<RulesResponse> RuleSets, string? Next);

internal static class ListRules
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/rules", Handle).RequireScope("pathway.read");

    private static async Task<Ok<ListRulesResponse>> Handle(
        PathwayDb db, CancellationToken cancellationToken, DateOnly? after = null, [Range(1, 100)] int limit = 50)
    {
        var newestFirst = await db.RuleSets.AsNoTracking()
            .Where(rules => after == null || rules.EffectiveFrom < after)
            .OrderByDescending(rules => rules.EffectiveFrom).Take(limit + 1).ToListAsync(cancellationToken);
        var page = newestFirst.Take(limit).Select(RulesResponse.Of).ToList();
        var next = newestFirst.Count > limit ? $"/api/pathway/v1/rules?after={page[^1].EffectiveFrom:yyyy-MM-dd}&limit={limit}" : null;
        return TypedResults.Ok(new ListRulesResponse(page, next));
    }
}
