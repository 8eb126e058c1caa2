namespace Academy.Contracts.Kitemark;

/// <summary>
/// The days a mark is true for, and every decision taken on it since, oldest first. Two kinds of time: the days say what
/// holds, the instants say when the Academy decided it. A mark's events always carry the whole of it.
/// </summary>
/// <param name="From">First day in force, Europe/London.</param>
/// <param name="Until">Last day in force unless a decision ends it sooner.</param>
/// <param name="GrantedAt">When the grant was decided.</param>
public sealed record MarkPeriod(
    DateOnly From,
    DateOnly Until,
    DateTimeOffset GrantedAt,
    IReadOnlyList<MarkDecision> Decisions);

/// <summary>A suspension, withdrawal or ending of a mark.</summary>
/// <param name="From">First day on which the mark is no longer in force.</param>
/// <param name="Consequence">What it means for completions of days before it, whenever they are recorded.</param>
/// <param name="VoidFrom">With <see cref="Consequence.VoidFrom"/>: completions on or after this day lose the mark.</param>
/// <param name="Reversed">When the decision was taken back, and why.</param>
public sealed record MarkDecision(
    MarkDecisionKind Kind,
    DateOnly From,
    Consequence Consequence,
    DateOnly? VoidFrom,
    string Reason,
    DateTimeOffset DecidedAt,
    MarkReversal? Reversed = null);

/// <summary>A decision was taken back: nothing follows from it any more, and it stays on record.</summary>
public sealed record MarkReversal(string Reason, DateTimeOffset DecidedAt);

public enum MarkDecisionKind
{
    Suspended,
    Withdrawn,
}

/// <summary>The Academy's choice for what was completed before a mark ended.</summary>
public enum Consequence
{
    /// <summary>Completions keep the assurance they had.</summary>
    Stands,

    /// <summary>Completions keep their assurance and are shown as under review.</summary>
    NeedsReview,

    /// <summary>Completions on or after a stated day are no longer kitemarked.</summary>
    VoidFrom,
}
