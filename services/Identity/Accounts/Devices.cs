namespace Academy.Identity.Accounts;

/// <summary>A name for a device that its owner recognises in a list, and that says no more than that.</summary>
internal static class Devices
{
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "Mac"),
        ("CrOS", "Chromebook"), ("Linux", "Linux"),
    ];

    public static string Describe(string? userAgent)
        => (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
        {
            ({ } browser, { } system) => $"{browser} on {system}",
            ({ } browser, null) => browser,
            (null, { } system) => system,
            _ => "Unknown device",
        };

    private static string? Find((string Mark, string Name)[] known, string? userAgent)
        => Array.Find(known, entry => userAgent?.Contains(entry.Mark, StringComparison.Ordinal) == true).Name;
}
