using Academy.ServiceDefaults;

namespace Academy.Identity.Domain;

/// <summary>
/// What a person let a client do, from the code that is redeemed once to the last refresh token. When it ends, every token
/// that came of it ends with it.
/// </summary>
internal sealed class Grant
{
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    // As long as a code and the access token it brings.
    public static readonly TimeSpan LongestOnline = TimeSpan.FromMinutes(6);

    private Grant()
    {
    }

    public Grant(string clientId, Guid accountId, Guid sessionId, string[] scopes, DateTimeOffset now)
    {
        Id = Guid.NewGuid();
        (ClientId, AccountId, SessionId, Scopes, CreatedAt) = (clientId, accountId, sessionId, scopes, now);
        ExpiresAt = now + (IsOffline ? Longest : LongestOnline);
    }

    public Guid Id { get; private set; }

    public string ClientId { get; private set; } = "";

    public Guid AccountId { get; private set; }

    public Guid SessionId { get; private set; }

    public string[] Scopes { get; private set; } = [];

    /// <summary>The organisation the person acts for; none means for themselves.</summary>
    public OrganisationKind? OrganisationKind { get; private set; }

    public Guid? OrganisationId { get; private set; }

    public byte[] CodeHash { get; private set; } = [];

    public string RedirectUri { get; private set; } = "";

    public string CodeChallenge { get; private set; } = "";

    public string? Nonce { get; private set; }

    public DateTimeOffset? CodeUsedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsOffline => Scopes.Contains(Domain.Scopes.OfflineAccess);

    public bool IsLive(DateTimeOffset now) => EndedAt is null && now < ExpiresAt;

    public void ActFor(OrganisationKind kind, Guid organisationId) => (OrganisationKind, OrganisationId) = (kind, organisationId);

    /// <summary>A code for this grant, bound to where it is sent and to whoever knows the verifier of the challenge.</summary>
    public string MakeCode(string redirectUri, string challenge, string? nonce)
    {
        var code = RandomToken.New();
        (CodeHash, RedirectUri, CodeChallenge, Nonce) = (RandomToken.Hash(code), redirectUri, challenge, nonce);
        return code;
    }

    public bool CodeIsGood(DateTimeOffset now) => CodeUsedAt is null && EndedAt is null && now < CreatedAt + CodeLifetime;

    public void UseCode(DateTimeOffset now) => CodeUsedAt = now;

    public void End(DateTimeOffset now) => EndedAt ??= now;
}
