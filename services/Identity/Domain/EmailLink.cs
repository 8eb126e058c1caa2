using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Domain;

/// <summary>What opening a link does.</summary>
internal enum LinkPurpose
{
    SignIn,
    Register,
    ChangeEmail,
}

/// <summary>A link sent to an address: good once, for 30 minutes, and only until a newer one is asked for.</summary>
internal sealed class EmailLink
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private EmailLink()
    {
    }

    public EmailLink(LinkPurpose purpose, string address, Guid? accountId, string? returnUrl, DateTimeOffset now)
        => (Id, Purpose, Address, NormalizedAddress, AccountId, ReturnUrl, CreatedAt)
            = (Guid.CreateVersion7(now), purpose, address, address.ToUpperInvariant(), accountId, returnUrl, now);

    public Guid Id { get; private set; }

    public LinkPurpose Purpose { get; private set; }

    public byte[] TokenHash { get; private set; } = [];

    /// <summary>Where it was sent, as it was typed.</summary>
    public string Address { get; private set; } = "";

    public string NormalizedAddress { get; private set; } = "";

    public Guid? AccountId { get; private set; }

    /// <summary>What was answered before the address was confirmed, sealed.</summary>
    public string? Details { get; private set; }

    public string? ReturnUrl { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && EndedAt is null && now - CreatedAt < Lifetime;

    public void Keep(string sealedDetails) => Details = sealedDetails;

    /// <summary>The token of the link. It leaves here once: 256 random bits, of which only a hash is stored.</summary>
    public string MakeToken()
    {
        var token = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
        TokenHash = Hash(token);
        return token;
    }

    public void Use(DateTimeOffset now) => (UsedAt, Details) = (now, null);

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
