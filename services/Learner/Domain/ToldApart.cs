namespace Academy.Learner.Domain;

/// <summary>The Academy decided that two records are two people, so nobody is asked about them again.</summary>
internal sealed class ToldApart
{
    public const int LongestReason = 500;

    private ToldApart()
    {
    }

    public ToldApart(Guid one, Guid other, string by, string reason, DateTimeOffset at)
        => ((OneId, OtherId), By, Reason, At) = (Ordered(one, other), by, reason, at);

    /// <summary>The lesser of the two ids.</summary>
    public Guid OneId { get; private set; }

    public Guid OtherId { get; private set; }

    /// <summary>The account or client.</summary>
    public string By { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public static (Guid One, Guid Other) Ordered(Guid one, Guid other) => one.CompareTo(other) < 0 ? (one, other) : (other, one);
}
