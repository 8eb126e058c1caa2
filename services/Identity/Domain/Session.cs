namespace Academy.Identity.Domain;

/// <summary>One sign-in on one device. What the cookie says is believed only while this row says the same.</summary>
internal sealed class Session
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan SeenAgain = TimeSpan.FromMinutes(1);

    private Session()
    {
    }

    public Session(Guid accountId, IReadOnlyList<string> amr, string device, DateTimeOffset now)
        => (Id, AccountId, Amr, Device, CreatedAt, LastSeenAt) = (Guid.NewGuid(), accountId, [.. amr], device, now, now);

    /// <summary>The session id, <c>sid</c> in tokens. It is random: it says nothing of when it was made.</summary>
    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    /// <summary>How the person signed in, in the words of RFC 8176 and <c>email</c> for a link sent by e-mail.</summary>
    public string[] Amr { get; private set; } = [];

    public string Device { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset LastSeenAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsLive(DateTimeOffset now)
        => EndedAt is null && now - LastSeenAt <= Idle && now - CreatedAt <= Longest;

    /// <summary>Whether the time of last use is old enough to be worth a write.</summary>
    public bool IsDue(DateTimeOffset now) => now - LastSeenAt >= SeenAgain;

    public void End(DateTimeOffset now) => EndedAt ??= now;
}
