namespace Academy.Pages;

/// <summary>
/// How cookies are named. All pages have one host, whichever service makes them, so what one service alone can read has
/// its name in it; two of one name would overwrite each other.
/// </summary>
public static class HostCookie
{
    /// <summary>The prefix __Host- pins a cookie to this host and to https; over plain http, in development, browsers refuse it.</summary>
    public static string Name(string name, bool isSecure) => isSecure ? $"__Host-{name}" : name;
}
