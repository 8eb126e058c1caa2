using Academy.Testing;
using Microsoft.Playwright;

namespace Academy.Portal.Tests;

/// <summary>The card in a real browser, with and without a network; and the passport on A4.</summary>
public sealed class OfflineCardTests(Chromium chromium) : IAsyncLifetime
{
    private readonly PortalApp _app = new();
    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("academy-browser-");

    public ValueTask InitializeAsync()
    {
        _app.Listen();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _profile.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_a_network_the_saved_card_is_shown_and_no_other_page_of_the_passport()
    {
        await using var context = await SignedIn();
        var page = await Keep(context);
        await context.SetOfflineAsync(true);

        await page.GotoAsync("/passport/card");

        (await page.GetByTestId("saved").TextContentAsync()).ShouldBe("Saved copy from 22 November, 9:00am. Ask them to scan to check it is still valid.");
        (await page.Locator("h1 bdi").TextContentAsync()).ShouldBe("Amara Okafor");
        (await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.academy-card')).textAlign")).ShouldBe("center");
        (await page.EvaluateAsync<double>("document.querySelector('[data-testid=qr]').getBoundingClientRect().width")).ShouldBeGreaterThan(300);
        (await page.EvaluateAsync<string[]>("async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(kept => new URL(kept.url).pathname)))).flat()"))
            .Select(kept => kept.Split('.')[0]).ShouldBe(["/assets/built/pages", "/passport/card"], ignoreOrder: true);
        await Should.ThrowAsync<PlaywrightException>(() => page.GotoAsync("/passport"));
    }

    [Fact]
    public async Task When_a_service_is_away_the_saved_card_is_shown_too()
    {
        await using var context = await SignedIn();
        var page = await Keep(context);
        _app.Behind.Down("Passport");

        await page.GotoAsync("/passport/card");

        (await page.GetByTestId("number").TextContentAsync()).ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signing_out_takes_the_saved_card_away_by_the_header_and_by_the_script(bool byHeader)
    {
        await using var context = await SignedIn();
        var page = await Keep(context);

        // What is fetched runs no script; the page for those who have signed out has no header.
        if (byHeader)
        {
            await page.EvaluateAsync("async () => { await fetch('/session/ended') }");
        }
        else
        {
            await page.GotoAsync("/signed-out");
        }

        await Until(page, "!(await caches.has('passport-card')) && !(await navigator.serviceWorker.getRegistration('/passport/card'))");
        await context.SetOfflineAsync(true);

        await Should.ThrowAsync<PlaywrightException>(() => page.GotoAsync("/passport/card"));
    }

    [Fact]
    public async Task On_paper_the_passport_is_black_twelve_points_and_without_menu()
    {
        await using var context = await SignedIn();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/passport/print");
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        var texts = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('main p, main td, main th, main dt, main dd')].filter(e => e.getClientRects().length)
              .map(e => getComputedStyle(e)).map(style => `${style.color} ${parseFloat(style.fontSize) >= 16}`)
            """);
        texts.Distinct().ShouldBe(["rgb(0, 0, 0) true"]);
        (await page.Locator("nav, footer, .govuk-phase-banner, .academy-screen-only").AllAsync()).ShouldNotBeEmpty();
        foreach (var gone in await page.Locator("nav, footer, .govuk-phase-banner, .academy-screen-only").AllAsync())
        {
            (await gone.IsVisibleAsync()).ShouldBeFalse();
        }

        var pdf = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true }));
        System.Text.RegularExpressions.Regex.Count(pdf, @"/Type\s*/Page\b", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBeLessThanOrEqualTo(2);
    }

    private async Task<IBrowserContext> SignedIn()
    {
        var address = _app.ClientOptions.BaseAddress.ToString();
        var context = await chromium.NewProfile(_profile.FullName, new() { BaseURL = address, ViewportSize = new() { Width = 390, Height = 800 } });
        var jar = new CookieJar();
        await _app.Browser(Somebody.Amara, jar);
        await context.AddCookiesAsync(jar.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = address }));
        return context;
    }

    /// <summary>Looks at the card once, until the browser has its copy.</summary>
    private static async Task<IPage> Keep(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/passport/card");
        await Until(page, "(await navigator.serviceWorker.getRegistration('/passport/card'))?.active?.state === 'activated' && await caches.match('/passport/card', { cacheName: 'passport-card' })");
        return page;
    }

    /// <summary>Playwright's own wait takes the promise of a condition for the condition.</summary>
    private static async Task Until(IPage page, string condition)
        => await page.EvaluateAsync($"async () => {{ while (!({condition})) await new Promise(done => setTimeout(done, 50)) }}").WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
}
