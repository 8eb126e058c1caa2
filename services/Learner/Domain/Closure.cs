namespace Academy.Learner.Domain;

/// <summary>Why a record may be erased; a choice, because a reason in words would say again what was erased.</summary>
public enum ErasureReason
{
    /// <summary>The person asked for it (UK GDPR, article 17).</summary>
    AskedFor,

    /// <summary>The time for which the Academy keeps records is over.</summary>
    KeptLongEnough,
    RegisteredInError,
}

/// <summary>Who of the Academy merged or erased a record, when and why.</summary>
internal sealed class Closure
{
    public const int LongestReason = 500;

    private Closure()
    {
    }

    public Closure(Guid learnerId, Guid? keptLearnerId, string by, string reason, DateTimeOffset at)
        => (Id, LearnerId, KeptLearnerId, By, Reason, At) = (Guid.CreateVersion7(at), learnerId, keptLearnerId, by, reason, at);

    public Guid Id { get; private set; }

    public Guid LearnerId { get; private set; }

    /// <summary>The record it was merged into; none when it was erased.</summary>
    public Guid? KeptLearnerId { get; private set; }

    /// <summary>The account or client.</summary>
    public string By { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}
