namespace Academy.Contracts.Learner;

/// <summary>A learner's name or date of birth was put right; former names stay findable.</summary>
[HeardBy("passport", "identity")]
public sealed record LearnerDetailsChanged(
    Guid LearnerId,
    long Version,
    string AcademyNumber,
    string FullName,
    IReadOnlyList<string> FormerNames,
    DateOnly DateOfBirth,
    DateTimeOffset ChangedAt);
