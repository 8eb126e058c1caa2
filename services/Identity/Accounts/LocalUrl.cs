namespace Academy.Identity.Accounts;

/// <summary>Where to go on after signing in: an address of this site, or none.</summary>
internal static class LocalUrl
{
    private const int Longest = 2000;

    public static string? Safe(string? url)
        => url is ['/', ..] and not ['/', '/' or '\\', ..] && url.Length <= Longest && !url.Any(char.IsControl)
            ? url
            : null;

    public static string OrAccount(string? url) => Safe(url) ?? "/account";
}
