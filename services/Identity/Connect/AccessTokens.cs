using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Connect;

/// <summary>Access tokens as JWT (RFC 9068), for a client itself or for a person.</summary>
internal sealed class AccessTokens(Issuer issuer, SigningKeys keys, TimeProvider time)
{
    public const string Type = "at+jwt";

    /// <summary>The claim that leads from a person's token to the grant it came from, and ends with it.</summary>
    public const string GrantClaim = "grant_id";

    /// <summary>With the half minute by which clocks may differ (services/ServiceDefaults) a token is dead within five minutes everywhere.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(4.5);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public Task<string> Issue(Client client, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = client.Id };
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

        return Sign(claims, client.Id, scopes, cancellationToken);
    }

    public Task<string> Issue(Grant grant, Standing standing, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = standing.Account.Id.ToString(),
            [GrantClaim] = grant.Id.ToString(),
        };
        if (standing.Organisation is { } organisation)
        {
            claims["org"] = organisation.OrganisationId.ToString();
            claims["org_kind"] = organisation.Kind.ToString();
            claims["roles"] = organisation.Roles;
            if (organisation.Workplaces is { } workplaces)
            {
                claims[Caller.WorkplacesClaim] = workplaces;
            }
        }
        else if (standing.Account.LearnerId is { } learner)
        {
            claims["learner_id"] = learner.ToString();
        }

        return Sign(claims, grant.ClientId, scopes, cancellationToken);
    }

    private async Task<string> Sign(
        Dictionary<string, object> claims, string clientId, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        claims["client_id"] = clientId;
        claims["jti"] = Guid.CreateVersion7(now).ToString();
        claims["aud"] = Scopes.Audiences(scopes);
        claims["scope"] = string.Join(' ', scopes);
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer.Name,
            IssuedAt = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            TokenType = Type,
            Claims = claims,
            SigningCredentials = (await keys.Get(cancellationToken)).Signing,
        });
    }
}
