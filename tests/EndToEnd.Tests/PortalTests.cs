using System.Text.Json;
using Academy.Launcher.Demo;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.Playwright;
using Xunit.Sdk;
using Xunit.v3;

namespace Academy.EndToEnd.Tests;

/// <summary>A platform with the personas of the demo, and a real browser in front of it.</summary>
public sealed class PlatformWithPeople : IAsyncLifetime
{
    private APlatform _platform = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    internal Uri Address => _platform.Running.GatewayAddress;

    /// <summary>Its state folder, with the files people of the demo have.</summary>
    internal string Folder => _platform.Folder;

    public async ValueTask InitializeAsync()
    {
        _platform = await APlatform.Start();
        await Personas.Seed(Address, _platform.Running.SecretsFolder, _platform.Folder, TestContext.Current.CancellationToken);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("ACADEMY_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
        await (_platform?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>A phone of its own; without scripts where asked.</summary>
    internal Task<IPage> Phone(bool withScripts = true) => Open(390, withScripts);

    /// <summary>A screen at a desk.</summary>
    internal Task<IPage> Desk() => Open(1280, withScripts: true);

    /// <summary>In a browser of its own, patient enough for a busy machine.</summary>
    internal async Task<IPage> Open(int width, bool withScripts)
    {
        var context = await _browser.NewContextAsync(new() { BaseURL = Address.ToString(), ViewportSize = new() { Width = width, Height = 800 }, JavaScriptEnabled = withScripts });
        context.SetDefaultTimeout(180_000);
        return await context.NewPageAsync();
    }
}

/// <summary>Everybody as the demo leaves them comes first; then journeys, which change them, on the same platform.</summary>
[TestCaseOrderer(typeof(AsSeededFirst))]
public sealed partial class PortalTests(PlatformWithPeople platform) : IClassFixture<PlatformWithPeople>
{
    private static readonly Dictionary<string, string> PagesOfGroups = new(StringComparer.Ordinal)
    {
        ["Amara Okafor"] = "/passport",
        ["Ma"] = "/passport",
        ["Dev Patel"] = "/trainer",
        ["Helen Marsh"] = "/trainer",
        ["Ruth Ellis"] = "/employer",
        ["Sunil Rao"] = "/employer",
        ["Sam Carter"] = "/academy",
        ["Aisha Khan"] = "/academy",
        ["Peter Novak"] = "/academy",
        ["Mary Boateng"] = "/academy",
        ["Joanne Pike"] = "/partner",
        ["Bronwen Hughes"] = "/partner",
        ["Oluwaṣeun Adébáyọ̀"] = "/employer",
        ["Frances Doyle"] = "/figures",
    };

    [Fact]
    [Trait(AsSeededFirst.People, AsSeededFirst.AsSeeded)]
    public async Task One_click_signs_in_as_each_persona_and_ends_at_a_page_of_their_group()
    {
        var list = await platform.Phone();
        await list.GotoAsync("/dev/personas");
        var names = await list.Locator("td form button").AllInnerTextsAsync();
        names.Count.ShouldBe(19);

        foreach (var name in names)
        {
            var page = await platform.Phone();
            await page.GotoAsync("/dev/personas");
            await page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
            if (name == "Robin")
            {
                await GetsAToken(await page.GetByTestId("client-id").InnerTextAsync(), await page.GetByTestId("client-secret").InnerTextAsync());
                await page.Context.CloseAsync();
                continue;
            }

            await page.GetByTestId("who").WaitForAsync();
            (await page.GetByTestId("who").InnerTextAsync()).ShouldContain(name);
            new Uri(page.Url).AbsolutePath.ShouldBe(PagesOfGroups.GetValueOrDefault(name, new Uri(page.Url).AbsolutePath is "/passport" ? "/passport" : "/home"), name);
            (await page.Locator("h1").InnerTextAsync()).ShouldNotBeOneOf("Something went wrong", "This page is not working now", "Page not found");
            await page.Context.CloseAsync();
        }
    }

    /// <summary>From one click to the answer an employer gets, on a phone without scripts.</summary>
    [Fact]
    [Trait(AsSeededFirst.People, AsSeededFirst.AsSeeded)]
    public async Task Amara_sees_her_passport_and_shares_it_and_whoever_has_the_code_sees_it_until_she_stops()
    {
        var amara = await platform.Phone(withScripts: false);
        await amara.GotoAsync("/dev/personas");
        await amara.GetByRole(AriaRole.Button, new() { Name = "Amara Okafor" }).Leave();
        await amara.GetByTestId("entry").First.WaitForAsync();
        (await amara.GetByTestId("entry").CountAsync()).ShouldBe(7);
        (await amara.GetByTestId("up-to-date").InnerTextAsync()).ShouldBe("6");
        (await amara.GetByTestId("expires-soon").InnerTextAsync()).ShouldBe("1");
        (await amara.GetByTestId("tier").InnerTextAsync()).ShouldContain("Tier 2 of 5");
        var cookie = (await amara.Context.CookiesAsync()).Single(kept => kept.Name == "academy-portal");
        (cookie.HttpOnly, cookie.SameSite, cookie.Path).ShouldBe((true, SameSiteAttribute.Lax, "/"));

        await amara.GetByRole(AriaRole.Button, new() { Name = "Share my passport" }).ClickAsync();
        await amara.GetByLabel("All my training").CheckAsync();
        await amara.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await amara.GetByLabel("7 days").CheckAsync();
        await amara.GetByRole(AriaRole.Button, new() { Name = "Make a code" }).ClickAsync();
        var code = await amara.GetByTestId("code").InnerTextAsync();

        var employer = await platform.Phone(withScripts: false);
        (await Check(employer, code)).ShouldContain("Amara Okafor");
        await amara.GotoAsync("/passport/activity");
        (await amara.Locator("main").InnerTextAsync()).ShouldContain("checked your passport");

        await amara.GotoAsync("/passport/shares");
        await amara.GetByRole(AriaRole.Link, new() { Name = "Stop now" }).First.ClickAsync();
        await amara.GetByRole(AriaRole.Button, new() { Name = "Stop sharing" }).ClickAsync();
        await amara.GetByTestId("none-live").WaitForAsync();
        (await Check(employer, code)).ShouldNotContain("Amara Okafor");

        await amara.GotoAsync("/session/end");
        await amara.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).Leave();
        new Uri(amara.Url).AbsolutePath.ShouldBe("/signed-out");
        await amara.GotoAsync("/passport");
        new Uri(amara.Url).AbsolutePath.ShouldBe("/sign-in", "signed out where one signs in, too");
    }

    [Fact]
    [Trait(AsSeededFirst.People, AsSeededFirst.AsSeeded)]
    public async Task Ruth_sees_how_her_team_stands()
    {
        var ruth = await platform.Phone();
        await ruth.GotoAsync("/dev/personas?as=ruth");

        (await ruth.GetByTestId("people").InnerTextAsync()).ShouldBe("15");
        (await ruth.GetByTestId("missing").InnerTextAsync()).ShouldBe("10");
        (await ruth.GetByTestId("expired").InnerTextAsync()).ShouldBe("3");
        (await ruth.GetByTestId("expiring").InnerTextAsync()).ShouldBe("4");
        await ruth.GotoAsync("/employer/matrix");
        (await ruth.GetByTestId("row").CountAsync()).ShouldBe(15);
        var tags = await ruth.GetByTestId("row").Locator(".govuk-tag").AllInnerTextsAsync();
        tags.Distinct().Order().ShouldBe(["Expired", "Expires soon", "Missing", "Needed later", "Not needed", "Up to date"]);
        await ruth.GotoAsync("/employer/staff");
        (await ruth.GetByTestId("person").CountAsync()).ShouldBe(50);
        await ruth.GetByRole(AriaRole.Link, new() { Name = "Next" }).Leave();
        (await ruth.GetByTestId("person").CountAsync()).ShouldBe(12);
    }

    [Fact]
    [Trait(AsSeededFirst.People, AsSeededFirst.AsSeeded)]
    public async Task Grace_has_a_code_that_works_and_sees_that_an_employer_looked_twice()
    {
        var grace = await platform.Phone();
        await grace.GotoAsync("/dev/personas?as=grace");

        (await grace.GetByTestId("tier").InnerTextAsync()).ShouldContain("Tier 4 of 5");
        await grace.GotoAsync("/passport/shares");
        (await grace.GetByRole(AriaRole.Link, new() { Name = "Stop now" }).CountAsync()).ShouldBe(1);
        await grace.GotoAsync("/passport/activity");
        (await grace.GetByText("checked your passport").CountAsync()).ShouldBe(2);
    }

    /// <summary>A system has no page to sign in at: what it was shown is good for a token, and the token for what it says.</summary>
    private async Task GetsAToken(string client, string secret)
    {
        using var http = new HttpClient { BaseAddress = platform.Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = client, ["client_secret"] = secret });
        using var answer = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var employer = new JsonWebToken(token).GetPayloadValue<string>("org");
        var staff = await http.GetFromJsonAsync<JsonElement>(new Uri($"/api/learner/v1/employers/{employer}/learners?limit=100", UriKind.Relative));
        staff.GetProperty("learners").GetArrayLength().ShouldBe(62);
    }

    private static async Task<string> Check(IPage page, string code)
    {
        await page.GotoAsync("/check");
        await page.Locator("#Code").FillAsync(code);
        await page.Locator("#DateOfBirth_Day").FillAsync("8");
        await page.Locator("#DateOfBirth_Month").FillAsync("3");
        await page.Locator("#DateOfBirth_Year").FillAsync("1994");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).Leave();
        return await page.Locator("main").InnerTextAsync();
    }
}

/// <summary>First what looks at the people of the demo as they were made.</summary>
public sealed class AsSeededFirst : ITestCaseOrderer
{
    public const string People = "People";
    public const string AsSeeded = "as seeded";

    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase
        => [.. testCases.OrderBy(test => test.Traits.ContainsKey(People) ? 0 : 1)];
}
