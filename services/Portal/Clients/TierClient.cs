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

internal sealed record RoleCategoryList(IReadOnlyList<RoleCategory> Categories);

/// <param name="Suggested">ASC-WDS training categories.</param>
internal sealed record RoleCategory(string Key, string Name, string About, IReadOnlyList<int> Suggested);

/// <summary>A learner's tier, and the rules it follows from. It is their own, or Academy staff say why they look.</summary>
internal sealed class TierClient(HttpClient http)
{
    public TierClient Because(string purpose)
    {
        http.Because(purpose);
        return this;
    }

    public Task<OwnTier> Tier(Guid learner, CancellationToken cancellationToken)
        => http.Get<OwnTier>($"api/pathway/v1/learners/{learner}/tier", cancellationToken);

    public Task<RoleCategoryList> RoleCategories(CancellationToken cancellationToken)
        => http.Get<RoleCategoryList>("api/pathway/v1/role-categories", cancellationToken);

    public Task<TierRules> Rules(Guid rules, CancellationToken cancellationToken)
        => http.Get<TierRules>($"api/pathway/v1/rules/{rules}", cancellationToken);
}
