namespace Academy.Contracts.Learner;

/// <summary>A learner works for an employer from a day on.</summary>
[HeardBy("passport", "benefits", "identity")]
public sealed record EmploymentStarted(Guid LearnerId, long Version, EmploymentFacts Employment, DateTimeOffset ChangedAt);
