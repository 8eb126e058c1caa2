using Academy.Contracts.Passport;

namespace Academy.Portal.Clients;

/// <summary>One of the staff, as they stand with their employer: what it asks for, and what they bring along.</summary>
internal sealed record Starter(Guid LearnerId, string Name, IReadOnlyList<AskedSubject> Subjects, IReadOnlyList<Brought> Brought)
{
    public IReadOnlyList<BroughtQualification>? BroughtQualifications { get; init; }

    public IReadOnlyList<BroughtObservation>? BroughtObservations { get; init; }

    /// <summary>All that can be decided about. A delegated activity is not: it is delegated for one employer.</summary>
    public IReadOnlyList<Brought> Decidable =>
    [
        .. Brought,
        .. (BroughtQualifications ?? []).Select(one => one.AsBrought),
        .. (BroughtObservations ?? []).Where(one => one.Observation.Delegation is null).Select(one => one.AsBrought),
    ];
}

/// <param name="Status">Met, Expired, Missing or NotYet.</param>
/// <param name="Title">The training that counts for it; it is never translated.</param>
/// <param name="Equivalences">What else counted for it, in English.</param>
/// <param name="NeededFrom">The day from which it is asked for, where that is to come.</param>
internal sealed record AskedSubject(
    string? Composite,
    string Name,
    string Status,
    string? Title,
    DateOnly? CompletedOn,
    DateOnly? Until,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<CountedEquivalence> Equivalences,
    DateOnly? NeededFrom = null);

/// <summary>What was held counted as something else, as the Academy has decided.</summary>
internal sealed record CountedEquivalence(string Sentence);

/// <param name="Decision">What this employer decided about it; none where it has not yet.</param>
internal sealed record Brought(OwnEntry Entry, Receipt? Decision)
{
    public bool IsQualification { get; init; }

    /// <summary>What another employer saw the person do.</summary>
    public bool IsSeenAtWork { get; init; }
}

/// <param name="Decision">What this employer decided about it; none where it has not yet.</param>
internal sealed record BroughtQualification(HeldQualification Qualification, Receipt? Decision)
{
    public Brought AsBrought => new(
        new OwnEntry(
            Qualification.QualificationId, Qualification.Title, VersionLabel: null, "", Qualification.AwardedOn, ValidUntil: null, Qualification.Assurance, UnderReview: false,
            new KitemarkOnTheDay(WasKitemarked: false, []), Qualification.RecordedBy, DurationHours: null, default, Qualification.Withdrawal, Declared: null),
        Decision)
    {
        IsQualification = true,
    };
}

/// <param name="Decision">What this employer decided about it; none where it has not yet.</param>
internal sealed record BroughtObservation(SeenAtWork Observation, Receipt? Decision)
{
    public Brought AsBrought => new(
        new OwnEntry(
            Observation.ObservationId, Observation.TrainingCategory, VersionLabel: null, Observation.TrainingCategory, Observation.ObservedOn, ValidUntil: null,
            Assurance.EmployerAttested, UnderReview: false, new KitemarkOnTheDay(WasKitemarked: false, []), new RecordedBy(null, null, Observation.Employer), DurationHours: null, default,
            Observation.EndedAt is { } at ? new EntryWithdrawal(at, Observation.EndedReason ?? "") : null, Declared: null),
        Decision)
    {
        IsSeenAtWork = true,
    };
}

/// <param name="Delegation">Where a professional delegated it; what it says is not needed here.</param>
internal sealed record SeenAtWork(
    Guid ObservationId, string TrainingCategory, object? Delegation, DateOnly ObservedOn, string Employer, DateTimeOffset? EndedAt, string? EndedReason);

/// <summary>An employer's decision about training somebody brought along, signed by the Academy.</summary>
/// <param name="Decision">Accepted, Rejected or Repeat.</param>
/// <param name="ReplacedAt">When the employer decided otherwise.</param>
/// <param name="Jws">The receipt as it was signed.</param>
internal sealed record Receipt(
    Guid ReceiptId, Guid EntryId, string Employer, string Title, DateOnly CompletedOn, string Decision, string? Reason, DateTimeOffset DecidedAt, DateTimeOffset? ReplacedAt, bool EntryWithdrawn, string Jws);

internal sealed record ReceiptPage(IReadOnlyList<Receipt> Receipts);

internal sealed record RepeatsAvoided(int Receipts, decimal Hours, decimal Pounds, int DecideAgain);

internal sealed record NewDecision(Guid EntryId, string Decision, string? Reason);

internal sealed record Finding(string Outcome);

internal sealed record ReceiptFindings(Finding Signature, Finding Current, SignedReceipt? Receipt);

/// <summary>What a signed receipt says.</summary>
internal sealed record SignedReceipt(SignedEmployer Employer, string Decision, DateTimeOffset DecidedAt, string? Reason, SignedRecord Record)
{
    /// <summary>Where it is of a check, and the rest is not there: who checked, and what was shown.</summary>
    public SignedEmployer? CheckedBy { get; init; }

    public SignedCheck? Check { get; init; }
}

internal sealed record SignedCheck(string Name, DateTimeOffset CheckedAt, IReadOnlyList<SignedEntry> Entries);

internal sealed record SignedEntry(string Title, DateOnly CompletedOn);

internal sealed record SignedEmployer(string Name);

internal sealed record SignedRecord(string Title, DateOnly CompletedOn, string? RecordedBy);

/// <summary>What an employer makes of training its staff bring along.</summary>
internal sealed class StarterClient(HttpClient http)
{
    public Task<Starter> Starter(Guid employer, Guid learner, CancellationToken cancellationToken)
        => http.Get<Starter>($"api/passport/v1/employers/{employer}/starters/{learner}", cancellationToken);

    public Task<ReceiptPage> Receipts(Guid employer, Guid learner, CancellationToken cancellationToken)
        => http.Get<ReceiptPage>($"api/passport/v1/employers/{employer}/reliance-receipts?learnerId={learner}", cancellationToken);

    public Task<ReceiptPage> OwnReceipts(Guid learner, CancellationToken cancellationToken)
        => http.Get<ReceiptPage>($"api/passport/v1/learners/{learner}/reliance-receipts", cancellationToken);

    public Task<RepeatsAvoided> RepeatsAvoided(Guid employer, CancellationToken cancellationToken)
        => http.Get<RepeatsAvoided>($"api/passport/v1/employers/{employer}/repeats-avoided", cancellationToken);

    /// <param name="key">The same key and decisions get the same receipts.</param>
    public Task<ReceiptPage> Decide(Guid employer, Guid learner, IReadOnlyList<NewDecision> decisions, string key, CancellationToken cancellationToken)
        => http.PostOnce<ReceiptPage>($"api/passport/v1/employers/{employer}/reliance-receipts", new { learnerId = learner, decisions }, key, cancellationToken);
}
