using Academy.Testing;
using Microsoft.Playwright;

namespace Academy.Portal.Tests;

/// <summary>What is offered only where a browser can do it.</summary>
public sealed class CopyTests(Chromium chromium) : IAsyncLifetime
{
    private readonly PortalApp _app = new();

    public ValueTask InitializeAsync()
    {
        _app.Listen();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_share_code_is_copied_with_its_link_and_without_scripts_there_is_no_button(bool withScripts)
    {
        var address = _app.ClientOptions.BaseAddress.ToString();
        await using var context = await chromium.NewContext(new()
        {
            BaseURL = address,
            ViewportSize = new() { Width = 390, Height = 800 },
            JavaScriptEnabled = withScripts,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        var jar = new CookieJar();
        await _app.Browser(Somebody.Amara, jar);
        await context.AddCookiesAsync(jar.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = address }));
        var page = await context.NewPageAsync();
        await page.GotoAsync("/passport/share/days");
        await page.GetByLabel("7 days").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a code" }).ClickAsync();
        var code = await page.GetByTestId("code").TextContentAsync();
        var copy = page.GetByRole(AriaRole.Button, new() { Name = "Copy the code and the link" });
        if (!withScripts)
        {
            (await copy.CountAsync()).ShouldBe(0);
            return;
        }

        await copy.ClickAsync();
        await page.GetByText("Copied", new() { Exact = true }).WaitForAsync();

        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        copied.ShouldContain(code!);
        copied.ShouldContain("/check");
        page.Url.ShouldNotContain(code!);
    }
}
