using Academy.Identity.Domain;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Academy.Identity.Connect;

/// <summary>Identity checks tokens with the keys it holds; every other service fetches them from it.</summary>
internal sealed class OwnKeys(Issuer issuer, SigningKeys keys) : IConfigurationManager<OpenIdConnectConfiguration>
{
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = issuer.Name };
        foreach (var key in (await keys.Get(cancel)).Published)
        {
            configuration.SigningKeys.Add(key);
        }

        return configuration;
    }

    // The keys are looked at again every minute anyway.
    public void RequestRefresh()
    {
    }
}

internal static class OwnKeysTrust
{
    /// <summary>A key that was given and cannot sign stops the service from starting.</summary>
    public static void TrustOwnKeys(this IServiceCollection services)
        => services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .PostConfigure<Issuer, SigningKeys>((bearer, issuer, keys) => bearer.ConfigurationManager = new OwnKeys(issuer, keys))
            .ValidateOnStart();
}
