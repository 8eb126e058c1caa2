using System.Security.Cryptography;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Testing;

/// <summary>Access tokens as Identity issues them, signed with a key of the test run.</summary>
public static class TestTokens
{
    public const string Issuer = "https://academy.test";

    public static ECDsaSecurityKey Key { get; } = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };

    /// <summary>Gives a service the key as discovery would.</summary>
    public static void Trust(IServiceCollection services)
        => services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer =>
        {
            var discovered = new OpenIdConnectConfiguration { Issuer = Issuer };
            discovered.SigningKeys.Add(Key);
            bearer.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(discovered);
        });

    public static string Of(
        string service, string scope, OrganisationKind? kind = null, Guid? organisation = null, Guid? learner = null, string[]? roles = null,
        string? subject = null, string client = "test-client", string[]? workplaces = null)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = subject ?? learner?.ToString() ?? organisation?.ToString() ?? client,
            ["client_id"] = client,
            ["scope"] = scope,
        };
        if (kind is not null)
        {
            claims["org_kind"] = kind.Value.ToString();
        }

        if (organisation is not null)
        {
            claims["org"] = organisation.Value.ToString();
        }

        if (learner is not null)
        {
            claims["learner_id"] = learner.Value.ToString();
        }

        if (roles is not null)
        {
            claims["roles"] = roles;
        }

        if (workplaces is not null)
        {
            claims["workplaces"] = workplaces;
        }

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = $"academy-{service}",
            Expires = DateTime.UtcNow.AddMinutes(10),
            TokenType = "at+jwt",
            Claims = claims,
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
