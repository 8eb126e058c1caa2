namespace Academy.Contracts.Pathway;

/// <summary>A learner has come up to a tier.</summary>
/// <param name="Version">Counts the facts Pathway has taken in about this learner.</param>
/// <param name="Tier">The Academy tier held now, 0 to 5. Neither a role category nor an Oliver McGowan tier.</param>
/// <param name="RuleSetId">The dated rule set that was applied.</param>
[HeardBy("benefits")]
public sealed record TierReached(
    Guid LearnerId,
    long Version,
    int Tier,
    int PreviousTier,
    Guid RuleSetId,
    DateTimeOffset DecidedAt);
