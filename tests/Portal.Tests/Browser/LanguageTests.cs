using Academy.Browsing;
using Academy.Testing;
using Microsoft.Playwright;

namespace Academy.Portal.Tests;

/// <summary>
/// Every page in a longer language that is read from right to left: no text is left behind in English, names that are stand by
/// themselves, and nothing scrolls sideways on a phone.
/// </summary>
public sealed class LanguageTests(Chromium chromium) : IAsyncLifetime
{
    // Names of people, courses and organisations, programs, codes and addresses are never translated.
    private const string Untranslated =
        """
        () => {
          const own = 'bdi, code, [lang="en"], .academy-code, option, a[href^="mailto:"], [data-testid="reference"]'
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
          const found = []
          while (walk.nextNode()) {
            const node = walk.currentNode
            if (node.parentElement.closest(own) || node.parentElement.closest('script, style')) continue
            const text = node.textContent.replace(/\u2068[^\u2069]*\u2069/g, '')
            if (/[A-Za-z]{3,}/.test(text)) found.push(text.trim().replace(/\s+/g, ' '))
          }
          return found
        }
        """;

    private readonly PortalApp _app = new() { IsPseudo = true };

    public ValueTask InitializeAsync()
    {
        _app.Listen();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Every_page_reads_from_right_to_left_and_leaves_no_text_behind()
    {
        var problems = new List<string>();
        var pages = new Dictionary<string, IPage>();
        foreach (var (route, address) in Addresses.Of(_app).Where(route => !Addresses.OnlyLeadsOn(route.Route)))
        {
            var who = Addresses.ReaderOf(address);
            var page = pages.GetValueOrDefault(who?.Subject ?? "") ?? (pages[who?.Subject ?? ""] = await Open(who));
            await page.GotoAsync(address);
            problems.AddRange((await page.EvaluateAsync<string[]>(Untranslated)).Select(text => $"{route} says in English: {text}"));
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is var beyond and > 0)
            {
                problems.Add($"{route} scrolls {beyond} px sideways");
            }

            (await page.EvaluateAsync<string>("`${document.documentElement.dir} ${document.documentElement.lang}`")).ShouldBe("rtl ar", route);
            await PageProblems.Picture(page, $"{route} from right to left", 390);
        }

        problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_chooses_English_and_every_page_is_English_from_then_on()
    {
        var page = await Open(null);
        await page.GotoAsync("/language");
        await page.Locator("label >> text=English").ClickAsync();
        await page.Locator("main form button").ClickAsync();
        await page.GetByText("You read these pages in English now.").WaitForAsync();
        await page.GotoAsync("/check");

        (await page.Locator("h1").TextContentAsync()).ShouldBe("Check a training passport");
        (await page.EvaluateAsync<string>("document.documentElement.dir")).ShouldBe("ltr");
    }

    private async Task<IPage> Open(Somebody? who)
    {
        var address = _app.ClientOptions.BaseAddress.ToString();
        var context = await chromium.NewContext(new() { BaseURL = address, ViewportSize = new() { Width = 390, Height = 800 } });
        if (who is not null)
        {
            var jar = new CookieJar();
            await _app.Browser(who, jar);
            await context.AddCookiesAsync(jar.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = address }));
        }

        return await context.NewPageAsync();
    }
}
