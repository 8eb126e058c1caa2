namespace Academy.Contracts.Passport;

/// <summary>A completion is in a learner's passport.</summary>
/// <param name="Version">Counts the changes of this learner's passport.</param>
/// <param name="MarkIds">The kitemarks and the authorisation the entry rests on; none in messages from before they were told.</param>
[HeardBy("pathway", "identity")]
public sealed record CompletionRecorded(
    Guid LearnerId, long Version, EntryFacts Entry, DateTimeOffset RecordedAt, IReadOnlyList<Guid>? MarkIds = null);
