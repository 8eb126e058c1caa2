using Academy.Contracts.Passport;
using Academy.Pathway.Data;
using Academy.Pathway.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway.Features;

public sealed record RulesResponse(
    Guid Id,
    string Name,
    DateOnly EffectiveFrom,
    IReadOnlyDictionary<Assurance, int> PointsByAssurance,
    IReadOnlyList<int> TierThresholds,
    bool CountsEachSubjectOnce,
    bool ExpiredEntriesCount,
    DateTimeOffset PublishedAt)
{
    internal static RulesResponse Of(RuleSet rules) => new(
        rules.Id, rules.Name, rules.EffectiveFrom, rules.PointsByAssurance, rules.TierThresholds,
        rules.CountsEachSubjectOnce, rules.ExpiredEntriesCount, rules.PublishedAt);
}

internal static class GetRules
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/rules/{id:guid}", Handle).RequireScope("pathway.read");

    private static async Task<Ok<RulesResponse>> Handle(Guid id, PathwayDb db, CancellationToken cancellationToken)
    {
        var rules = await db.RuleSets.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken) ?? throw new NotThere();
        return TypedResults.Ok(RulesResponse.Of(rules));
    }
}
