using System.ComponentModel.DataAnnotations;
using Academy.Pathway.Data;
using Academy.Pathway.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway.Features;

/// <param name="Learners">The entries that would be kitemarked again, as Passport foretells them.</param>
public sealed record WorkOutEffectsRequest([Required, MaxLength(WorkOutEffects.MostLearners)] IReadOnlyList<RegainedEntries> Learners);

public sealed record RegainedEntries([Required] Guid? LearnerId, [Required, MaxLength(1000)] IReadOnlyList<Guid> EntryIds);

/// <param name="Rises">How many would rise, by the tiers they rise from and to.</param>
/// <param name="People">Those who would rise, and the tier each would have then.</param>
public sealed record WorkOutEffectsResponse(IReadOnlyList<TierRise> Rises, IReadOnlyList<TierAfter> People);

public sealed record TierRise(int From, int To, int Learners);

/// <summary>
/// Who would come up to which tier, were these entries kitemarked again because a decision is taken back. What an entry rested on is not known
/// here once it rests on it no longer, so the entries are named. It changes nothing, and asks for much, so it is a POST without a key.
/// </summary>
internal static class WorkOutEffects
{
    public const int MostLearners = 1000;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/effects", Handle).RequireScope("pathway.effects");

    private static async Task<Ok<WorkOutEffectsResponse>> Handle(
        WorkOutEffectsRequest request, Caller caller, PathwayDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!caller.IsAcademy || !caller.Roles.Contains("kitemark-lead"))
        {
            throw new NotThere();
        }

        var rules = await db.RulesOn(time.Today(), cancellationToken);
        var learners = request.Learners.Select(learner => learner.LearnerId!.Value).Distinct().ToArray();
        var regained = request.Learners.SelectMany(learner => learner.EntryIds).ToHashSet();
        var entries = (await db.Entries.AsNoTracking().Where(e => learners.Contains(e.LearnerId)).ToListAsync(cancellationToken)).ToLookup(e => e.LearnerId);
        var held = await db.Learners.AsNoTracking().Where(l => learners.Contains(l.LearnerId)).OrderBy(l => l.LearnerId).ToListAsync(cancellationToken);
        var rises = held
            .ConvertAll(learner => (From: learner.Tier, To: new TierAfter(
                learner.LearnerId,
                Evaluation.Of(entries[learner.LearnerId].Select(e => regained.Contains(e.EntryId) ? e.Regained() : e.Facts), rules, time.Today()).Tier)))
            .FindAll(rise => rise.To.Tier > rise.From);
        return TypedResults.Ok(new WorkOutEffectsResponse(
            [.. rises.CountBy(rise => (rise.From, rise.To.Tier)).OrderBy(rise => rise.Key).Select(rise => new TierRise(rise.Key.From, rise.Key.Tier, rise.Value))],
            rises.ConvertAll(rise => rise.To)));
    }
}
