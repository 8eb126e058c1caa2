namespace Academy.Passport.Domain;

/// <summary>
/// Work to be done after a mark changed: every entry that may rest on it is judged again, learner by learner. How far it
/// has come is stored with the work itself, so it goes on after a crash where it stopped.
/// </summary>
internal sealed class Reassessment
{
    private Reassessment()
    {
    }

    public Guid Id { get; private set; }

    public Guid MarkId { get; private set; }

    /// <summary>The last learner done; the next one is the next higher id.</summary>
    public Guid DoneUpTo { get; private set; }

    /// <summary>How many learners there are to do, counted when it begins.</summary>
    public int? Learners { get; private set; }

    public int LearnersDone { get; private set; }

    /// <summary>Entries that say something else now.</summary>
    public int Changed { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public static Reassessment Of(Guid markId, DateTimeOffset now)
        => new() { Id = Guid.CreateVersion7(), MarkId = markId, AskedAt = now };

    public void Begin(int learners) => Learners = learners;

    public void Advance(Guid learnerId, int learners, int changed)
    {
        DoneUpTo = learnerId;
        LearnersDone += learners;
        Changed += changed;
    }

    public void Finish(DateTimeOffset now) => FinishedAt = now;
}
