using Academy.Contracts.Passport;

namespace Academy.Portal.Clients;

internal sealed record OwnTier(int Tier, int Points, NextTier? NextTier, IReadOnlyList<TierReason> Reasons, AppliedRules RuleSet, DateOnly EvaluatedOn);

internal sealed record NextTier(int Tier, int PointsNeeded);

/// <param name="Why">What it adds or why it adds nothing, in English.</param>
internal sealed record TierReason(Guid EntryId, int TrainingCategoryCode, DateOnly CompletedOn, int Points, string Why);

internal sealed record AppliedRules(Guid Id, DateOnly EffectiveFrom);

/// <param name="TierThresholds">The points that tiers 1 to 5 ask for.</param>
internal sealed record TierRules(
    DateOnly EffectiveFrom, IReadOnlyDictionary<Assurance, int> PointsByAssurance, IReadOnlyList<int> TierThresholds, bool CountsEachSubjectOnce, bool ExpiredEntriesCount);

/// <summary>A learner's own tier, and the rules it follows from.</summary>
internal sealed class TierClient(HttpClient http)
{
    public Task<OwnTier> Tier(Guid learner, CancellationToken cancellationToken)
        => http.Get<OwnTier>($"api/pathway/v1/learners/{learner}/tier", cancellationToken);

    public Task<TierRules> Rules(Guid rules, CancellationToken cancellationToken)
        => http.Get<TierRules>($"api/pathway/v1/rules/{rules}", cancellationToken);
}
