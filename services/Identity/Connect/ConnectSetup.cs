using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Features;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Academy.Identity.Connect;

internal static class ConnectSetup
{
    /// <summary>OpenID Connect: keys, clients, grants and tokens.</summary>
    public static IServiceCollection AddConnect(this IServiceCollection services)
    {
        services.AddSingleton<Issuer>();
        services.AddSingleton<ConfiguredKeys>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<IdTokens>();
        services.AddSingleton<OwnTokens>();
        services.AddScoped<ClientAuthentication>();
        services.AddScoped<Memberships>();
        services.AddScoped<Standings>();
        services.AddScoped<Grants>();
        services.AddScoped<Authorizing>();
        services.AddCors();
        services.AddScoped<ICorsPolicyProvider, ClientOrigins>();
        services.TrustOwnKeys();
        return services;
    }
}
