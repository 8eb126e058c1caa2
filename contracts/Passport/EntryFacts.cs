namespace Academy.Contracts.Passport;

/// <summary>What other services may know of a passport entry: enough to count it and to know it again, not who taught it.</summary>
/// <param name="TrainingCategoryCode">Bulk-upload code of the ASC-WDS training category.</param>
/// <param name="CompletedOn">Day of completion, Europe/London.</param>
/// <param name="ValidUntil">Last day the training counts; none where it does not expire.</param>
/// <param name="Withdrawn">Whoever issued it has taken it back: it counts for nothing any more.</param>
/// <param name="Title">What the course is called; none in messages from before it was told.</param>
public sealed record EntryFacts(
    Guid EntryId,
    int TrainingCategoryCode,
    DateOnly CompletedOn,
    DateOnly? ValidUntil,
    Assurance Assurance,
    bool UnderReview,
    bool Withdrawn = false,
    string? Title = null);

/// <summary>How sure one can be of an entry, worked out as at its completion date.</summary>
public enum Assurance
{
    /// <summary>Course version and training provider were kitemarked and the trainer authorised, all on that day.</summary>
    Kitemarked,

    /// <summary>A training provider recorded it, and at least one of the three links was not in force.</summary>
    Recorded,

    /// <summary>An employer says so.</summary>
    EmployerAttested,

    /// <summary>Academy staff saw the certificate.</summary>
    EvidenceChecked,

    /// <summary>The learner says so, and nobody has checked it yet.</summary>
    SelfDeclared,
}
