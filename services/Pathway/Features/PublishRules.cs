using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Passport;
using Academy.Pathway.Data;
using Academy.Pathway.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway.Features;

public sealed record PublishRulesRequest(
    [Required, StringLength(100, MinimumLength = 1)] string Name,
    [Required] DateOnly? EffectiveFrom,
    [Required] IReadOnlyDictionary<Assurance, int> PointsByAssurance,
    [Required, Length(5, 5)] IReadOnlyList<int> TierThresholds,
    [Required] bool? CountsEachSubjectOnce,
    [Required] bool? ExpiredEntriesCount)
{
    internal RuleSet ToRuleSet(DateTimeOffset now) => RuleSet.Publish(
        Name, EffectiveFrom!.Value, PointsByAssurance, TierThresholds, CountsEachSubjectOnce!.Value, ExpiredEntriesCount!.Value, now);
}

public sealed record PublishRulesResponse(Guid RuleSetId);

internal static class PublishRules
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/rules", Handle).RequireScope("pathway.rules").Idempotent();

    private static async Task<Created<PublishRulesResponse>> Handle(
        PublishRulesRequest request, Caller caller, PathwayDb db, TierReview review, TimeProvider time, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!caller.IsAcademy || !caller.Roles.Contains("administrator"))
        {
            throw new NotThere();
        }

        var rules = request.ToRuleSet(time.GetUtcNow());
        if (await db.RuleSets.AnyAsync(other => other.EffectiveFrom == rules.EffectiveFrom, cancellationToken))
        {
            throw new RuleBroken(
                $"A rule set begins to apply on {rules.EffectiveFrom:yyyy-MM-dd} already. Choose another day.", "day-taken");
        }

        db.Add(rules);
        await db.SaveChangesAsync(cancellationToken);

        // By then they are committed; whoever looked sooner would not see them, and look again a minute later.
        response.OnCompleted(() =>
        {
            review.Wake();
            return Task.CompletedTask;
        });
        return TypedResults.Created($"/api/pathway/v1/rules/{rules.Id}", new PublishRulesResponse(rules.Id));
    }
}
