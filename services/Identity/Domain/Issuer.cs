using Academy.Pages;
using Academy.ServiceDefaults;

namespace Academy.Identity.Domain;

/// <summary>The name under which tokens are issued, and the addresses that follow from it.</summary>
internal sealed class Issuer(IConfiguration configuration)
{
    public string Name { get; } = configuration.GetRequired("Auth:Issuer").TrimEnd('/');

    /// <summary>The one origin people see; passkeys and cookies are bound to it.</summary>
    public Uri Address => new(Name);

    public bool IsSecure => Address.Scheme == Uri.UriSchemeHttps;

    public string AuthorizationEndpoint => $"{Name}/connect/authorize";

    public string TokenEndpoint => $"{Name}/connect/token";

    public string UserInfoEndpoint => $"{Name}/connect/userinfo";

    public string EndSessionEndpoint => $"{Name}/connect/logout";

    public string RevocationEndpoint => $"{Name}/connect/revocation";

    public string IntrospectionEndpoint => $"{Name}/connect/introspection";

    public string KeysEndpoint => $"{Name}/.well-known/jwks.json";

    /// <summary>A client's address in full. A path alone, which nobody can register, is one of the portal, at this very origin.</summary>
    public string InFull(string address) => address is ['/', ..] ? Name + address : address;

    public string CookieName(string name) => HostCookie.Name(name, IsSecure);
}
