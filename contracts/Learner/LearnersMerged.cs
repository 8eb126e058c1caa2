namespace Academy.Contracts.Learner;

/// <summary>Two records were of one person. Everything of the first is the kept one's from now on, whatever is still heard of it.</summary>
/// <param name="LearnerId">The record that was merged away. Its academy number still leads to the person.</param>
/// <param name="Version">Counts the changes of that record; when the kept one is merged itself, this is said again with the new one.</param>
/// <param name="KeptLearnerId">The record the person has now.</param>
[ClosesRecord]
[HeardBy("passport", "pathway", "benefits", "identity")]
public sealed record LearnersMerged(Guid LearnerId, long Version, Guid KeptLearnerId, DateTimeOffset MergedAt);
