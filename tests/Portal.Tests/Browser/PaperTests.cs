using Academy.Testing;
using Microsoft.Playwright;

namespace Academy.Portal.Tests;

/// <summary>What somebody prints is all there on paper: what a page folds away on a screen, too.</summary>
public sealed class PaperTests(Chromium chromium) : IAsyncLifetime
{
    private readonly PortalApp _app = new();

    public ValueTask InitializeAsync()
    {
        _app.Listen();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_receipt_of_a_check_has_its_signed_text_on_paper_and_no_buttons()
    {
        var address = _app.ClientOptions.BaseAddress.ToString();
        await using var context = await chromium.NewContext(new() { BaseURL = address, ViewportSize = new() { Width = 1280, Height = 800 } });
        var jar = new CookieJar();
        await _app.Browser(Somebody.Ruth, jar);
        await context.AddCookiesAsync(jar.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = address }));
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/employer/check/{SavedCheckStandIn.OldId}");
        (await page.GetByTestId("printed-jws").IsVisibleAsync()).ShouldBeFalse("on a screen it is folded away");

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        (await page.GetByTestId("printed-jws").IsVisibleAsync()).ShouldBeTrue();
        (await page.GetByTestId("printed-jws").InnerTextAsync()).ShouldContain(StarterStandIn.SignedCheck);
        (await page.GetByTestId("entry").First.IsVisibleAsync()).ShouldBeTrue();
        foreach (var gone in await page.Locator("details, .govuk-button, nav").AllAsync())
        {
            (await gone.IsVisibleAsync()).ShouldBeFalse();
        }
    }
}
