using System.Security.Cryptography;
using System.Text;
using Academy.ServiceDefaults;

namespace Academy.Identity.Domain;

/// <summary>A system that may ask for tokens, for an organisation, for a learner, or for itself only.</summary>
internal sealed class Client
{
    // Compared with whenever there is nothing to compare with, so that the answer takes as long.
    private static readonly byte[] NoSecret = SHA256.HashData(RandomNumberGenerator.GetBytes(32));

    private Client()
    {
    }

    public Client(string id, string name, string[] scopes, DateTimeOffset now)
        => (Id, Name, Scopes, CreatedAt) = (id, name, scopes, now);

    public string Id { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string[] Scopes { get; private set; } = [];

    public OrganisationKind? OrganisationKind { get; private set; }

    public Guid? OrganisationId { get; private set; }

    public string[] Roles { get; private set; } = [];

    public Guid? LearnerId { get; private set; }

    /// <summary>Secrets are 256 random bits, so a plain hash hides them as well as a slow one would.</summary>
    public byte[]? SecretHash { get; private set; }

    /// <summary>The public keys its assertions are signed with, as JSON Web Key Set.</summary>
    public string? Keys { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public string[] GrantTypes { get; private set; } = [Domain.GrantTypes.ClientCredentials];

    public string[] RedirectUris { get; private set; } = [];

    public string[] PostLogoutRedirectUris { get; private set; } = [];

    /// <summary>Runs where its user can read it, so it has no secret: a page in a browser or an installed application.</summary>
    public bool IsPublic { get; private set; }

    /// <summary>An installed application: it listens on a port of the machine it runs on, or has a scheme of its own.</summary>
    public bool IsNative { get; private set; }

    /// <summary>One of the Academy's own: people are not asked whether they let it.</summary>
    public bool IsFirstParty { get; private set; }

    /// <summary>May ask whether a token of somebody else is good (RFC 7662).</summary>
    public bool MayIntrospect { get; private set; }

    /// <summary>The origins of a public client's pages, from which a browser may ask for tokens.</summary>
    public string[] Origins { get; private set; } = [];

    public void SpeakFor(OrganisationKind kind, Guid organisationId, string[] roles)
        => (OrganisationKind, OrganisationId, Roles) = (kind, organisationId, roles);

    public void SpeakFor(Guid learnerId) => LearnerId = learnerId;

    public void SignWith(string keys) => Keys = keys;

    public void Allow(string[] scopes) => Scopes = scopes;

    public void UseGrantTypes(string[] grantTypes) => GrantTypes = grantTypes;

    /// <summary>Lets people sign in to it, and sends them back to these addresses only.</summary>
    public void SignPeopleIn(string[] redirectUris, string[] postLogoutRedirectUris, bool isPublic, bool isNative, bool isFirstParty)
    {
        (RedirectUris, PostLogoutRedirectUris) = (redirectUris, postLogoutRedirectUris);
        (IsPublic, IsNative, IsFirstParty) = (isPublic, isNative, isFirstParty);
        Origins = isPublic && !isNative ? [.. redirectUris.Select(uri => new Uri(uri).GetLeftPart(UriPartial.Authority)).Distinct()] : [];
    }

    public void AllowIntrospection() => MayIntrospect = true;

    /// <summary>A new secret in place of the former one. It leaves here once and is not stored.</summary>
    public string RenewSecret()
    {
        if (IsPublic)
        {
            throw new RuleBroken("This client is public, so it could not keep a secret. It proves itself by PKCE.", "client-is-public");
        }

        if (Keys is not null)
        {
            throw new RuleBroken("This client signs with keys of its own, so it needs no secret. Register another client if you want one with a secret.", "client-has-keys");
        }

        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        UseSecret(secret);
        return secret;
    }

    public void UseSecret(string secret) => SecretHash = Hash(secret);

    public static bool HasSecret(Client? client, string secret)
        => CryptographicOperations.FixedTimeEquals(client?.SecretHash ?? NoSecret, Hash(secret));

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
