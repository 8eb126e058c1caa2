using Academy.ServiceDefaults;
using Microsoft.Extensions.Configuration;

namespace Academy.Pages;

/// <summary>
/// How cookies are named. All pages have one host, whichever service makes them, so what one service alone can read has
/// its name in it; two of one name would overwrite each other.
/// </summary>
public static class HostCookie
{
    /// <summary>The prefix __Host- pins a cookie to this host and to https; over plain http, in development, browsers refuse it.</summary>
    public static string Name(string name, bool isSecure) => isSecure ? $"__Host-{name}" : name;

    /// <summary>Whether people come by https, as the address says they know; what a proxy on the way speaks to this process does not matter.</summary>
    public static bool IsSecure(IConfiguration configuration)
        => configuration.GetRequired("Auth:Issuer").StartsWith("https:", StringComparison.OrdinalIgnoreCase);
}
