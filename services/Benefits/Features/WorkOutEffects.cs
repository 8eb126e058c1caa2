using System.ComponentModel.DataAnnotations;
using Academy.Benefits.Data;
using Academy.Benefits.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Features;

/// <param name="Learners">Learners and the tier each would have.</param>
public sealed record WorkOutEffectsRequest([Required, MaxLength(WorkOutEffects.MostLearners)] IReadOnlyList<TierAfter> Learners);

public sealed record TierAfter([Required] Guid? LearnerId, [Required, Range(0, 5)] int? Tier);

/// <param name="Learners">How many would lose at least one benefit.</param>
/// <param name="Benefits">How many would lose which.</param>
public sealed record WorkOutEffectsResponse(int Learners, IReadOnlyList<BenefitLost> Benefits)
{
    /// <summary>How many would gain at least one benefit.</summary>
    public int LearnersGaining { get; init; }

    /// <summary>How many would gain which.</summary>
    public IReadOnlyList<BenefitGained> Gained { get; init; } = [];
}

public sealed record BenefitLost(Guid OfferId, string Offer, int Learners);

public sealed record BenefitGained(Guid OfferId, string Offer, int Learners);

/// <summary>How many benefits would be lost or gained, were these the tiers: judged as real ones are. It changes nothing, and asks for much, so it is a POST without a key.</summary>
internal static class WorkOutEffects
{
    public const int MostLearners = 5000;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/effects", Handle).RequireScope("benefits.effects");

    private static async Task<Ok<WorkOutEffectsResponse>> Handle(
        WorkOutEffectsRequest request, Caller caller, BenefitsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!caller.IsAcademy || !caller.Roles.Contains("kitemark-lead"))
        {
            throw new NotThere();
        }

        var today = time.Today();
        var tiers = request.Learners.DistinctBy(learner => learner.LearnerId).ToDictionary(learner => learner.LearnerId!.Value, learner => learner.Tier!.Value);
        var facts = await db.FactsOf(tiers.Keys, cancellationToken);
        var offers = await db.Offers.AsNoTracking().Where(offer => offer.ValidUntil >= today).OrderBy(offer => offer.Id).ToListAsync(cancellationToken);
        var lost = Of(Loses);
        var gained = Of(Gains);
        return TypedResults.Ok(new WorkOutEffectsResponse(
            lost.SelectMany(benefit => benefit.Learners).Distinct().Count(),
            [.. lost.Where(benefit => benefit.Learners.Count > 0).Select(benefit => new BenefitLost(benefit.Offer.Id, benefit.Offer.Name, benefit.Learners.Count))])
        {
            LearnersGaining = gained.SelectMany(benefit => benefit.Learners).Distinct().Count(),
            Gained = [.. gained.Where(benefit => benefit.Learners.Count > 0).Select(benefit => new BenefitGained(benefit.Offer.Id, benefit.Offer.Name, benefit.Learners.Count))],
        });

        List<(Offer Offer, List<Guid> Learners)> Of(Func<LearnerFacts, int, Offer, DateOnly, bool> changes)
            => offers.ConvertAll(offer => (offer, facts.Where(known => changes(known.Value, tiers[known.Key], offer, today)).Select(known => known.Key).ToList()));
    }

    private static bool Loses(LearnerFacts learner, int tier, Offer offer, DateOnly today)
        => tier < offer.RuleOn(today).MinimumTier
            && Eligibility.Of(learner, offer, today).IsEligible && !Eligibility.Of(learner with { Tier = tier }, offer, today).IsEligible;

    private static bool Gains(LearnerFacts learner, int tier, Offer offer, DateOnly today)
        => tier >= offer.RuleOn(today).MinimumTier
            && !Eligibility.Of(learner, offer, today).IsEligible && Eligibility.Of(learner with { Tier = tier }, offer, today).IsEligible;
}
