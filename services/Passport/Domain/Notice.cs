using System.Globalization;
using Academy.Contracts.Kitemark;

namespace Academy.Passport.Domain;

/// <summary>What became of a mark that entries rest on, or of a competence.</summary>
public enum NoticeKind
{
    Suspended,
    Withdrawn,

    /// <summary>A suspension or withdrawal was taken back.</summary>
    Reinstated,
    Granted,

    /// <summary>A delegation, or what an employer had observed, counts no longer.</summary>
    CompetenceEnded,

    /// <summary>The last day of a delegation is near, or is today.</summary>
    DelegationEnds,

    /// <summary>Whoever recorded an entry or a qualification took it back.</summary>
    EntryWithdrawn,

    /// <summary>Academy staff saw the evidence for an entry and accepted it.</summary>
    EvidenceAccepted,
    EvidenceRefused,

    /// <summary>What the learner said is wrong with an entry was answered.</summary>
    DisputeAnswered,
}

/// <summary>
/// Tells somebody what was decided about what they rely on: one notice for each learner it touches, and one for each
/// employer, however many of its people there are.
/// </summary>
internal sealed class Notice
{
    private Notice()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>The work of judging again that found it, the observation that ended, or the entry.</summary>
    public Guid CauseId { get; private set; }

    /// <summary>The learner or the employer.</summary>
    public Guid RecipientId { get; private set; }

    public NoticeKind Kind { get; private set; }

    /// <summary>What it is about: the course, training provider or trainer whose mark it is, or the competence.</summary>
    public string About { get; private set; } = "";

    /// <summary>The first day the mark is not in force.</summary>
    public DateOnly? From { get; private set; }

    public string Reason { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>The entries that changed, for their learner.</summary>
    public IReadOnlyList<Guid> EntryIds { get; private set; } = [];

    /// <summary>For an employer: whom it is about, where it is about one person.</summary>
    public Guid? LearnerId { get; private set; }

    /// <summary>How many people of the employer it touches.</summary>
    public int People { get; private set; }

    public static Notice Of(Reassessment work, Mark mark, Guid recipientId, IReadOnlyCollection<Entry> changed, int people, DateTimeOffset now)
    {
        var (kind, from, reason) = Latest(mark.Period);
        return new Notice
        {
            Id = Guid.CreateVersion7(now),
            CauseId = work.Id,
            RecipientId = recipientId,
            Kind = kind,
            About = changed.SelectMany(entry => entry.Links).FirstOrDefault(link => link.Kind == mark.Link)?.Name ?? "",
            From = from,
            Reason = reason,
            At = now,
            EntryIds = people == 0 ? [.. changed.Select(entry => entry.Id)] : [],
            People = people,
        };
    }

    /// <summary>For the learner, or for the manager: one person.</summary>
    public static Notice Of(Observation ended, Guid recipientId, DateOnly from, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CauseId = ended.Id,
        RecipientId = recipientId,
        Kind = NoticeKind.CompetenceEnded,
        About = ended.Competence,
        From = from,
        Reason = ended.EndedReason!,
        At = now,
        People = recipientId == ended.LearnerId ? 0 : 1,
        LearnerId = recipientId == ended.LearnerId ? null : ended.LearnerId,
    };

    /// <summary>For the learner, or for the manager: a delegation to one person ends.</summary>
    /// <param name="days">How long before; 0 on the last day.</param>
    public static Notice OfDelegation(Observation ending, Guid recipientId, int days, DateTimeOffset now)
    {
        var delegation = ending.Delegation!;
        var last = delegation.Until.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        return new Notice
        {
            Id = Guid.CreateVersion7(now),
            CauseId = Guid.CreateVersion7(now),
            RecipientId = recipientId,
            Kind = NoticeKind.DelegationEnds,
            About = ending.Competence,
            From = delegation.Until.AddDays(1),
            Reason = $"{(days == 0 ? $"Today, {last}, is the last day" : $"{last} is the last day")} that {delegation.DelegatedBy} ({delegation.Profession}) delegates it. To go on, it has to be observed and delegated again.",
            At = now,
            People = recipientId == ending.LearnerId ? 0 : 1,
            LearnerId = recipientId == ending.LearnerId ? null : ending.LearnerId,
        };
    }

    /// <summary>For the learner, or for an employer that had accepted the entry.</summary>
    public static Notice Of(Entry withdrawn, Guid recipientId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CauseId = withdrawn.Id,
        RecipientId = recipientId,
        Kind = NoticeKind.EntryWithdrawn,
        About = withdrawn.Title,
        Reason = withdrawn.WithdrawnReason!,
        At = now,
        EntryIds = [withdrawn.Id],
        People = recipientId == withdrawn.LearnerId ? 0 : 1,
        LearnerId = recipientId == withdrawn.LearnerId ? null : withdrawn.LearnerId,
    };

    /// <summary>For the learner, or for an employer that had accepted the qualification.</summary>
    public static Notice OfQualification(Qualification withdrawn, Guid learnerId, Guid recipientId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CauseId = withdrawn.Id,
        RecipientId = recipientId,
        Kind = NoticeKind.EntryWithdrawn,
        About = withdrawn.Title,
        Reason = withdrawn.Withdrawal!.Reason,
        At = now,
        People = recipientId == learnerId ? 0 : 1,
        LearnerId = recipientId == learnerId ? null : learnerId,
    };

    /// <summary>For the learner: what Academy staff decided about the evidence for an entry.</summary>
    public static Notice OfEvidence(Entry entry, bool isAccepted, string reason, DateTimeOffset now)
        => ForLearner(entry, isAccepted ? NoticeKind.EvidenceAccepted : NoticeKind.EvidenceRefused, reason, now);

    /// <summary>For the learner: what was answered to what they said is wrong with an entry.</summary>
    public static Notice OfDispute(Entry entry, string answer, DateTimeOffset now) => ForLearner(entry, NoticeKind.DisputeAnswered, answer, now);

    public void CountIn(int people) => People += people;

    private static Notice ForLearner(Entry entry, NoticeKind kind, string reason, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CauseId = Guid.CreateVersion7(now),
        RecipientId = entry.LearnerId,
        Kind = kind,
        About = entry.Title,
        Reason = reason,
        At = now,
        EntryIds = [entry.Id],
    };

    private static (NoticeKind Kind, DateOnly? From, string Reason) Latest(MarkPeriod period)
        => period.Decisions.MaxBy(decision => decision.Reversed?.DecidedAt ?? decision.DecidedAt) switch
        {
            null => (NoticeKind.Granted, null, ""),
            { Reversed: { } reversal } => (NoticeKind.Reinstated, null, reversal.Reason),
            { Kind: MarkDecisionKind.Suspended } suspended => (NoticeKind.Suspended, suspended.From, suspended.Reason),
            { } ended => (NoticeKind.Withdrawn, ended.From, ended.Reason),
        };
}
