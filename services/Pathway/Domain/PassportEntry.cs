using Academy.Contracts.Passport;

namespace Academy.Pathway.Domain;

/// <summary>What Pathway has heard of an entry in a learner's passport.</summary>
internal sealed class PassportEntry
{
    private PassportEntry()
    {
    }

    public PassportEntry(Guid learnerId, Guid entryId)
    {
        LearnerId = learnerId;
        EntryId = entryId;
    }

    public Guid LearnerId { get; private init; }

    public Guid EntryId { get; private init; }

    public long PassportVersion { get; private set; }

    public int TrainingCategoryCode { get; private set; }

    public DateOnly CompletedOn { get; private set; }

    public DateOnly? ValidUntil { get; private set; }

    public Assurance Assurance { get; private set; }

    public bool UnderReview { get; private set; }

    public bool Withdrawn { get; private set; }

    /// <summary>The kitemarks and the authorisation it rests on; none where Passport has not told them yet.</summary>
    public Guid[]? MarkIds { get; private set; }

    public EntryFacts Facts => new(EntryId, TrainingCategoryCode, CompletedOn, ValidUntil, Assurance, UnderReview, Withdrawn);

    /// <summary>Takes in what a version of the passport says, unless something newer is known already.</summary>
    public void TakeIn(long passportVersion, EntryFacts facts, IReadOnlyList<Guid>? markIds)
    {
        if (passportVersion < PassportVersion)
        {
            return;
        }

        PassportVersion = passportVersion;
        TrainingCategoryCode = facts.TrainingCategoryCode;
        CompletedOn = facts.CompletedOn;
        ValidUntil = facts.ValidUntil;
        Assurance = facts.Assurance;
        UnderReview = facts.UnderReview;
        Withdrawn = facts.Withdrawn;
        MarkIds = markIds is null ? null : [.. markIds];
    }

    /// <summary>As it would be if a mark were taken back for completions from a day on: what rests on it is merely recorded then.</summary>
    public EntryFacts Without(Guid markId, DateOnly voidFrom)
        => IsKitemarkedBy(markId) && CompletedOn >= voidFrom ? Facts with { Assurance = Assurance.Recorded } : Facts;

    /// <summary>As it would be if it were kitemarked again.</summary>
    public EntryFacts Regained() => Assurance == Assurance.Recorded ? Facts with { Assurance = Assurance.Kitemarked } : Facts;

    private bool IsKitemarkedBy(Guid markId) => Assurance == Assurance.Kitemarked && MarkIds?.Contains(markId) == true;
}
