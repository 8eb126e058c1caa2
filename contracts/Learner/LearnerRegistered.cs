namespace Academy.Contracts.Learner;

/// <summary>A person has an academy number, and so a passport.</summary>
/// <param name="Version">Counts the changes of this learner; what is older than the hearer knows is ignored.</param>
/// <param name="AcademyNumber">Nine symbols without separators, the last one a check symbol.</param>
[HeardBy("passport", "identity")]
public sealed record LearnerRegistered(
    Guid LearnerId,
    long Version,
    string AcademyNumber,
    string FullName,
    DateOnly DateOfBirth,
    DateTimeOffset RegisteredAt);
