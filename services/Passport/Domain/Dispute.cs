namespace Academy.Passport.Domain;

/// <summary>What a learner says is wrong with an entry.</summary>
public enum DisputeClaim
{
    WrongDay,
    WrongCourse,

    /// <summary>The learner did not do this training.</summary>
    NotMine,
    SomethingElse,
}

/// <summary>Whose turn it is.</summary>
public enum DisputeState
{
    /// <summary>Whoever recorded the entry puts it right, or says why it is right.</summary>
    WithIssuer,

    /// <summary>Whoever recorded the entry says that it is right. The learner may ask the Academy.</summary>
    Answered,

    /// <summary>Academy staff decide.</summary>
    WithAcademy,

    /// <summary>The Academy finds the entry wrong: whoever recorded it puts it right.</summary>
    Upheld,

    /// <summary>There is nothing left to do.</summary>
    Settled,
}

/// <summary>How a dispute ended.</summary>
public enum DisputeOutcome
{
    /// <summary>Whoever recorded the entry put it right.</summary>
    Corrected,

    /// <summary>Whoever recorded the entry took it back.</summary>
    Withdrawn,

    /// <summary>The Academy finds the entry right.</summary>
    Stands,
}

/// <summary>Who speaks in a dispute.</summary>
public enum DisputeVoice
{
    Learner,
    Issuer,
    Academy,
}

/// <summary>Something that was said. Nothing of it is ever changed.</summary>
public sealed record DisputeLine(DisputeVoice By, DateTimeOffset At, string Words);

/// <summary>
/// A learner says that an entry is wrong. Only whoever recorded it changes it, so they answer first; the Academy decides where the two do not agree,
/// or where no answer comes. An entry has one dispute at a time: whatever is said meanwhile is added to it.
/// </summary>
internal sealed class Dispute
{
    /// <summary>How often a learner may add something before an answer comes.</summary>
    public const int MostWords = 10;

    /// <summary>How long whoever recorded the entry, and the Academy, may take to answer.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromDays(14);

    private Dispute()
    {
    }

    public Guid Id { get; private set; }

    public Guid EntryId { get; private set; }

    public Guid LearnerId { get; private set; }

    /// <summary>Who recorded the entry: a training provider, or an employer.</summary>
    public Guid? TrainingProviderId { get; private set; }

    public Guid? EmployerId { get; private set; }

    public DisputeClaim Claim { get; private set; }

    public DisputeState State { get; private set; }

    /// <summary>Since when it is as it is: whoever's turn it is has had since then.</summary>
    public DateTimeOffset Since { get; private set; }

    public DisputeOutcome? Outcome { get; private set; }

    public IReadOnlyList<DisputeLine> Lines { get; private set; } = [];

    public DateTimeOffset? AnswerBy => State is DisputeState.Answered or DisputeState.Settled ? null : Since + AnswerWithin;

    public static Dispute Of(Entry entry, DisputeClaim claim, string words, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        EntryId = entry.Id,
        LearnerId = entry.LearnerId,
        TrainingProviderId = entry.TrainingProviderId,
        EmployerId = entry.EmployerId,
        Claim = claim,
        State = DisputeState.WithIssuer,
        Since = now,
        Lines = [new DisputeLine(DisputeVoice.Learner, now, words)],
    };

    /// <summary>The learner has more to say; whose turn it is stays.</summary>
    /// <returns>Whether there was room for it.</returns>
    public bool Add(DisputeClaim claim, string words, DateTimeOffset now)
    {
        if (Lines.Reverse().TakeWhile(line => line.By == DisputeVoice.Learner).Count() >= MostWords)
        {
            return false;
        }

        Claim = claim;
        Say(DisputeVoice.Learner, words, now);
        return true;
    }

    /// <summary>The learner does not agree with the answer, or waited for one in vain.</summary>
    public bool MayAskAcademy(DateTimeOffset now)
        => State == DisputeState.Answered || (State == DisputeState.WithIssuer && now >= AnswerBy);

    public void AskAcademy(string words, DateTimeOffset now) => Turn(DisputeState.WithAcademy, DisputeVoice.Learner, words, now);

    /// <summary>Whoever recorded the entry says that it is right.</summary>
    public void Answer(string words, DateTimeOffset now) => Turn(DisputeState.Answered, DisputeVoice.Issuer, words, now);

    public void Decide(bool entryIsRight, string words, DateTimeOffset now)
    {
        Turn(entryIsRight ? DisputeState.Settled : DisputeState.Upheld, DisputeVoice.Academy, words, now);
        Outcome = entryIsRight ? DisputeOutcome.Stands : null;
    }

    /// <summary>Whoever recorded the entry changed it, which is the answer.</summary>
    public void Settle(DisputeOutcome outcome, string reason, DateTimeOffset now)
    {
        Turn(DisputeState.Settled, DisputeVoice.Issuer, reason, now);
        Outcome = outcome;
    }

    private void Turn(DisputeState state, DisputeVoice by, string words, DateTimeOffset now)
    {
        (State, Since) = (state, now);
        Say(by, words, now);
    }

    private void Say(DisputeVoice by, string words, DateTimeOffset now) => Lines = [.. Lines, new DisputeLine(by, now, words)];
}
