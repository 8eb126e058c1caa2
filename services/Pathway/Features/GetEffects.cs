using Academy.Pathway.Data;
using Academy.Pathway.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway.Features;

/// <summary>Who would come down to which tier, were a kitemark taken back for completions from a day on.</summary>
/// <param name="Learners">Those who have an entry that would lose the mark.</param>
/// <param name="Falls">How many of them would fall, by the tiers they fall from and to.</param>
/// <param name="People">Those who would fall, and the tier each would have then.</param>
/// <param name="Unknown">Kitemarked entries heard of before Passport told what they rest on: of these nothing can be said.</param>
public sealed record GetEffectsResponse(int Learners, IReadOnlyList<TierFall> Falls, IReadOnlyList<TierAfter> People, int Unknown);

public sealed record TierFall(int From, int To, int Learners);

public sealed record TierAfter(Guid LearnerId, int Tier);

/// <summary>
/// Only a consequence that is void from a day changes what an entry is worth, and so points and tiers. Each tier is worked out by the
/// evaluation that works out real ones, from the entries as they would be.
/// </summary>
internal static class GetEffects
{
    private const int ChunkSize = 1000;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/effects", Handle).RequireScope("pathway.effects");

    private static async Task<Ok<GetEffectsResponse>> Handle(
        Guid kitemarkId,
        DateOnly voidFrom,
        Caller caller,
        PathwayDb db,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!caller.IsAcademy || !caller.Roles.Contains("kitemark-lead"))
        {
            throw new NotThere();
        }

        var rules = await db.RulesOn(time.Today(), cancellationToken);
        var learners = await db.RestingOn(kitemarkId, voidFrom)
            .Select(e => e.LearnerId).Distinct().Order().ToListAsync(cancellationToken);
        var falls = new List<(int From, TierAfter To)>();
        foreach (var some in learners.Chunk(ChunkSize))
        {
            falls.AddRange(await Falling(db, some, kitemarkId, voidFrom, rules, time.Today(), cancellationToken));
        }

        var unknown = await db.RestingOnUnknown.CountAsync(cancellationToken);
        return TypedResults.Ok(new GetEffectsResponse(
            learners.Count,
            [.. falls.CountBy(fall => (fall.From, fall.To.Tier)).OrderBy(fall => fall.Key).Select(fall => new TierFall(fall.Key.From, fall.Key.Tier, fall.Value))],
            falls.ConvertAll(fall => fall.To),
            unknown));
    }

    private static async Task<IEnumerable<(int From, TierAfter To)>> Falling(
        PathwayDb db, Guid[] learners, Guid mark, DateOnly voidFrom, RuleSet rules, DateOnly today, CancellationToken cancellationToken)
    {
        var entries = (await db.Entries.AsNoTracking().Where(e => learners.Contains(e.LearnerId)).ToListAsync(cancellationToken)).ToLookup(e => e.LearnerId);
        var held = await db.Learners.AsNoTracking().Where(l => learners.Contains(l.LearnerId)).ToListAsync(cancellationToken);
        return held
            .Select(learner => (From: learner.Tier, To: new TierAfter(
                learner.LearnerId, Evaluation.Of(entries[learner.LearnerId].Select(e => e.Without(mark, voidFrom)), rules, today).Tier)))
            .Where(fall => fall.To.Tier < fall.From);
    }
}
