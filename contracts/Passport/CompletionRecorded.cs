namespace Academy.Contracts.Passport;

/// <summary>A completion is in a learner's passport.</summary>
/// <param name="Version">Counts the changes of this learner's passport.</param>
[HeardBy("pathway", "identity")]
public sealed record CompletionRecorded(Guid LearnerId, long Version, EntryFacts Entry, DateTimeOffset RecordedAt);
