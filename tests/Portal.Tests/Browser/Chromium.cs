using Academy.Browsing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Academy.Portal.Tests.Chromium))]

namespace Academy.Portal.Tests;

/// <summary>One Chromium for the whole run.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;

    private IBrowser Browser { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Browser = await ChromiumProgram.Launch(_playwright);
    }

    /// <summary>A browser of its own, patient enough for a busy machine.</summary>
    public async Task<IBrowserContext> NewContext(BrowserNewContextOptions options)
    {
        var context = await Browser.NewContextAsync(options);
        context.SetDefaultTimeout(ChromiumProgram.Patience);
        return context;
    }

    /// <summary>A browser with a folder, as people have: what it keeps is on disk.</summary>
    public async Task<IBrowserContext> NewProfile(string folder, BrowserTypeLaunchPersistentContextOptions options)
    {
        (options.ExecutablePath, options.Args) = (ChromiumProgram.Path, ChromiumProgram.Arguments);
        var context = await _playwright!.Chromium.LaunchPersistentContextAsync(folder, options);
        context.SetDefaultTimeout(ChromiumProgram.Patience);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
