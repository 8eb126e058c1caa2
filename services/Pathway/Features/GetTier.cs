using Academy.Pathway.Data;
using Academy.Pathway.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway.Features;

public sealed record GetTierResponse(
    Guid LearnerId,
    int Tier,
    int Points,
    NextTierResponse? NextTier,
    IReadOnlyList<TierReason> Reasons,
    AppliedRules RuleSet,
    DateOnly EvaluatedOn);

public sealed record NextTierResponse(int Tier, int PointsNeeded);

/// <summary>What an entry adds to the points, or why it adds nothing, in one plain sentence.</summary>
public sealed record TierReason(Guid EntryId, int TrainingCategoryCode, DateOnly CompletedOn, int Points, string Why);

public sealed record AppliedRules(Guid Id, string Name, DateOnly EffectiveFrom);

internal static class GetTier
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/learners/{id:guid}/tier", Handle).RequireScope("pathway.read");

    private static async Task<Results<Ok<GetTierResponse>, StatusCodeHttpResult>> Handle(
        Guid id,
        Caller caller,
        Looks looks,
        ClosedRecordAnswers closed,
        HttpContext http,
        PathwayDb db,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!caller.IsLearner(id))
        {
            await NoteLook(id, caller, looks, closed, db, cancellationToken);
        }

        // One snapshot, so that the version and the entries it was worked out from belong together.
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var learner = await db.Learners.AsNoTracking().SingleOrDefaultAsync(l => l.LearnerId == id, cancellationToken);
        var version = learner?.Version ?? 0;
        http.Response.Headers.ETag = EntityTag.Of(version);
        if (EntityTag.IsKnown(http.Request, version))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var day = learner?.EvaluatedOn ?? time.Today();
        var rules = learner is null
            ? await db.RulesOn(day, cancellationToken)
            : await db.RuleSets.SingleAsync(r => r.Id == learner.RuleSetId, cancellationToken);
        var entries = await db.Entries.AsNoTracking().Where(entry => entry.LearnerId == id).ToListAsync(cancellationToken);
        return TypedResults.Ok(Answer(id, Evaluation.Of(entries.Select(entry => entry.Facts), rules, day), rules, day));
    }

    private static async Task NoteLook(
        Guid id, Caller caller, Looks looks, ClosedRecordAnswers closed, PathwayDb db, CancellationToken cancellationToken)
    {
        looks.At(id, "TierSeen");
        await closed.Tell(id, kept => caller.IsAcademy || caller.IsLearner(kept), cancellationToken);
        if (!caller.IsAcademy || !await db.Learners.AnyAsync(l => l.LearnerId == id, cancellationToken))
        {
            throw new NotThere();
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static GetTierResponse Answer(Guid id, Evaluation evaluation, RuleSet rules, DateOnly day) => new(
        id,
        evaluation.Tier,
        evaluation.Points,
        evaluation.Next is { } next ? new NextTierResponse(next.Tier, next.PointsNeeded) : null,
        [.. evaluation.Entries.Select(e => new TierReason(e.Entry.EntryId, e.Entry.TrainingCategoryCode, e.Entry.CompletedOn, e.Points, e.Why))],
        new AppliedRules(rules.Id, rules.Name, rules.EffectiveFrom),
        day);
}
