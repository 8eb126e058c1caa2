namespace Academy.Contracts.Learner;

/// <summary>A learner's last day with an employer is known; the employer sees the passport no longer than that day.</summary>
[HeardBy("passport", "benefits")]
public sealed record EmploymentEnded(Guid LearnerId, long Version, EmploymentFacts Employment, DateTimeOffset ChangedAt);
