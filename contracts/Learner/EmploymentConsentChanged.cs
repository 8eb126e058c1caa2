namespace Academy.Contracts.Learner;

/// <summary>The learner let an employer see the passport, or stopped it.</summary>
[HeardBy("passport")]
public sealed record EmploymentConsentChanged(Guid LearnerId, long Version, EmploymentFacts Employment, DateTimeOffset ChangedAt);
