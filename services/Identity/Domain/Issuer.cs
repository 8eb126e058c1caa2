using Academy.ServiceDefaults;

namespace Academy.Identity.Domain;

/// <summary>The name under which tokens are issued, and the addresses that follow from it.</summary>
internal sealed class Issuer(IConfiguration configuration)
{
    public string Name { get; } = configuration.GetRequired("Auth:Issuer").TrimEnd('/');

    public string TokenEndpoint => $"{Name}/connect/token";

    public string KeysEndpoint => $"{Name}/.well-known/jwks.json";
}
