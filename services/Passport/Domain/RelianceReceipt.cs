namespace Academy.Passport.Domain;

/// <summary>What an employer makes of training somebody brings along.</summary>
public enum RelianceDecision
{
    /// <summary>It need not be done again.</summary>
    Accepted,

    /// <summary>It does not count with this employer, and is not asked for either.</summary>
    Rejected,

    /// <summary>It has to be done again.</summary>
    Repeat,
}

/// <summary>
/// An employer's decision about one entry, qualification or observation from before somebody worked there, with all it rested on then. It is
/// signed when it is made and not changed afterwards: another decision about the same is another receipt, which replaces it.
/// </summary>
internal sealed class RelianceReceipt
{
    private RelianceReceipt()
    {
    }

    public Guid Id { get; private set; }

    public Guid LearnerId { get; private set; }

    public Guid EmployerId { get; private set; }

    public string EmployerName { get; private set; } = "";

    public RelianceKind Kind { get; private set; }

    /// <summary>The entry, the qualification or the observation.</summary>
    public Guid EntryId { get; private set; }

    public RelianceDecision Decision { get; private set; }

    public string? Reason { get; private set; }

    public DateTimeOffset DecidedAt { get; private set; }

    /// <summary>What it said when it was decided.</summary>
    public string Title { get; private set; } = "";

    public int TrainingCategoryCode { get; private set; }

    public DateOnly CompletedOn { get; private set; }

    /// <summary>What is spared where it is accepted, from the catalogue; none where the course is not in it.</summary>
    public decimal? Hours { get; private set; }

    public decimal? Pounds { get; private set; }

    /// <summary>The receipt as it was signed (a JWS in its compact form).</summary>
    public string Signed { get; private set; } = "";

    public DateTimeOffset? ReplacedAt { get; private set; }

    public Guid? ReplacedBy { get; private set; }

    public static RelianceReceipt Of(Decidable brought, Organisation employer, RelianceDecision decision, string? reason, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        LearnerId = brought.LearnerId,
        EmployerId = employer.Id,
        EmployerName = employer.Name,
        Kind = brought.Kind,
        EntryId = brought.Id,
        Decision = decision,
        Reason = reason,
        DecidedAt = now,
        Title = brought.Title,
        TrainingCategoryCode = brought.TrainingCategoryCode,
        CompletedOn = brought.On,
        Hours = decision == RelianceDecision.Accepted ? brought.Hours : null,
        Pounds = decision == RelianceDecision.Accepted ? brought.Pounds : null,
    };

    /// <summary>Whether it says this already; deciding the same again makes no other receipt.</summary>
    public bool Says(RelianceDecision decision, string? reason) => (Decision, Reason) == (decision, reason);

    public void Sign(string signed) => Signed = signed;

    public void GiveWayTo(RelianceReceipt newer) => (ReplacedAt, ReplacedBy) = (newer.DecidedAt, newer.Id);
}
