using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Domain;

/// <summary>Access tokens as JWT (RFC 9068), good for five minutes.</summary>
internal sealed class AccessTokens(Issuer issuer, SigningKeys keys, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Issue(Client client, IReadOnlyList<string> scopes)
    {
        var now = time.GetUtcNow();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = client.Id,
            ["client_id"] = client.Id,
            ["jti"] = Guid.CreateVersion7(now).ToString(),
            ["aud"] = Scopes.Audiences(scopes),
            ["scope"] = string.Join(' ', scopes),
        };
        if (client.OrganisationKind is { } kind)
        {
            claims["org"] = client.OrganisationId!.Value.ToString();
            claims["org_kind"] = kind.ToString();
            claims["roles"] = client.Roles;
        }

        if (client.LearnerId is { } learner)
        {
            claims["learner_id"] = learner.ToString();
        }

        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer.Name,
            IssuedAt = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            TokenType = "at+jwt",
            Claims = claims,
            SigningCredentials = keys.Signing,
        });
    }
}
