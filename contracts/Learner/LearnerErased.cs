namespace Academy.Contracts.Learner;

/// <summary>
/// A record was erased (UK GDPR, article 17). Whoever hears it deletes everything about the person, and drops what is heard of
/// them later. It is said of every record that was merged into it as well.
/// </summary>
/// <param name="Version">Counts the changes of this learner; nothing is newer.</param>
[ClosesRecord]
[HeardBy("passport", "pathway", "benefits", "identity")]
public sealed record LearnerErased(Guid LearnerId, long Version, DateTimeOffset ErasedAt);
