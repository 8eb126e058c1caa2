using Microsoft.Playwright;

namespace Academy.EndToEnd.Tests;

/// <summary>
/// Playwright's own waiting for a page misses one that was there sooner than it asked, and then waits for ever. A page that is left is marked
/// before; the next one is the one without the mark.
/// </summary>
internal static class Leaving
{
    public static async Task Leave(this ILocator pressed)
    {
        var page = pressed.Page;
        await page.Locator("html").EvaluateAsync("page => { page.dataset.left = 'yes'; }");
        await pressed.ClickAsync();
        await page.Locator("html:not([data-left]) footer").WaitForAsync();
    }
}
