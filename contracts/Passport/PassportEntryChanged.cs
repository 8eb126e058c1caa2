namespace Academy.Contracts.Passport;

/// <summary>An entry changed after it was recorded: its assurance or review by a decision on a kitemark, its dates by a correction, or whoever issued it took it back.</summary>
/// <param name="Version">Counts the changes of this learner's passport.</param>
/// <param name="MarkIds">The kitemarks and the authorisation the entry rests on; none in messages from before they were told.</param>
[HeardBy("pathway", "identity")]
public sealed record PassportEntryChanged(
    Guid LearnerId,
    long Version,
    EntryFacts Entry,
    string Reason,
    DateTimeOffset ChangedAt,
    IReadOnlyList<Guid>? MarkIds = null);
