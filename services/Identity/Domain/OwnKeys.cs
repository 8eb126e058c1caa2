using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Academy.Identity.Domain;

internal static class OwnKeys
{
    /// <summary>
    /// Identity checks tokens with the keys it holds; every other service fetches them from it. Without a usable key it
    /// does not start.
    /// </summary>
    public static void TrustOwnKeys(this IServiceCollection services)
        => services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .PostConfigure<Issuer, SigningKeys>((bearer, issuer, keys) =>
            {
                var configuration = new OpenIdConnectConfiguration { Issuer = issuer.Name };
                foreach (var key in keys.Published)
                {
                    configuration.SigningKeys.Add(key);
                }

                bearer.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(configuration);
            })
            .ValidateOnStart();
}
