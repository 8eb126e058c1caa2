using System.Security.Cryptography;
using System.Text;
using Academy.Identity.Domain;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Connect;

/// <summary>Id tokens tell a client who signed in, when and how. What else there is to know is asked of userinfo.</summary>
internal sealed class IdTokens(Issuer issuer, SigningKeys keys, TimeProvider time)
{
    public const string Type = "JWT";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <param name="nonce">What the request sent along; an id token that comes with a refresh has none.</param>
    public async Task<string> Issue(Grant grant, Standing standing, string accessToken, string? nonce, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = standing.Account.Id.ToString(),
            ["auth_time"] = standing.Session.CreatedAt.ToUnixTimeSeconds(),
            ["amr"] = standing.Session.Amr,
            ["sid"] = standing.Session.Id.ToString(),
            ["at_hash"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)).AsSpan(0, 16).ToArray()),
        };
        Tell(claims, standing);
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer.Name,
            Audience = grant.ClientId,
            IssuedAt = now.UtcDateTime,
            Expires = (now + AccessTokens.Lifetime).UtcDateTime,
            TokenType = Type,
            Claims = claims,
            SigningCredentials = (await keys.Get(cancellationToken)).Signing,
        });
    }

    /// <summary>Whom the person acts for, in the words of the access token, and what they are called, for the pages of a client.</summary>
    private static void Tell(Dictionary<string, object> claims, Standing standing)
    {
        if (standing.Scopes.Contains(Scopes.Profile))
        {
            claims["name"] = standing.Account.FullName;
        }

        if (standing.Organisation is { } organisation)
        {
            claims["org"] = organisation.OrganisationId.ToString();
            claims["org_kind"] = organisation.Kind.ToString();
            claims["org_name"] = organisation.Name;
            claims["roles"] = organisation.Roles;
        }
        else if (standing.Account.LearnerId is { } learner)
        {
            claims["learner_id"] = learner.ToString();
        }
    }
}
