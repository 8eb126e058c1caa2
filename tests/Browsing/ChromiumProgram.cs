using Microsoft.Playwright;

namespace Academy.Browsing;

/// <summary>The Chromium of this machine (Debian's, or ACADEMY_CHROMIUM), which asks nobody anything by itself.</summary>
public static class ChromiumProgram
{
    /// <summary>How long somebody is waited for on a busy machine, in milliseconds.</summary>
    public const float Patience = 90_000;

    public static string Path { get; } = Environment.GetEnvironmentVariable("ACADEMY_CHROMIUM") ?? "/usr/bin/chromium";

    public static IReadOnlyList<string> Arguments { get; } =
    [
        "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    public static Task<IBrowser> Launch(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = Arguments });
}
