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
    public static bool IsSecure(IConfiguration configuration) => Address(configuration).StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where people find these pages: their own address where it is given, otherwise that of whoever signs them in.</summary>
    public static string Address(IConfiguration configuration) => (configuration["Pages:Address"] ?? configuration.GetRequired("Auth:Issuer")).TrimEnd('/');
}
