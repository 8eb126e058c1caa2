namespace Academy.Identity.Domain;

/// <summary>A refresh token by its hash. It is good once: its use brings the next one, a second use ends the grant.</summary>
internal sealed class RefreshToken
{
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    private RefreshToken()
    {
    }

    public RefreshToken(Guid grantId, string token, DateTimeOffset now)
        => (Hash, GrantId, IssuedAt) = (RandomToken.Hash(token), grantId, now);

    public byte[] Hash { get; private set; } = [];

    public Guid GrantId { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    public bool IsIdle(DateTimeOffset now) => now >= IssuedAt + Idle;

    public void Use(DateTimeOffset now) => UsedAt = now;
}
