namespace Academy.Contracts.Passport;

/// <summary>An entry's assurance, dates or review changed after it was recorded, for example by a withdrawn kitemark.</summary>
/// <param name="Version">Counts the changes of this learner's passport.</param>
[HeardBy("pathway")]
public sealed record PassportEntryChanged(
    Guid LearnerId,
    long Version,
    EntryFacts Entry,
    string Reason,
    DateTimeOffset ChangedAt);
