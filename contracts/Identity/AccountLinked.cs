namespace Academy.Contracts.Identity;

/// <summary>A learner signs in with this account, in place of the one there may have been before.</summary>
/// <param name="Version">Counts the accounts this learner was linked to.</param>
[HeardBy("learner")]
public sealed record AccountLinked(Guid LearnerId, long Version, Guid AccountId, DateTimeOffset LinkedAt);
