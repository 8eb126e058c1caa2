using System.Net;
using System.Text.Json;
using Academy.Browsing;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Academy.Identity.Tests.Accounts;

public sealed class PasskeyTests(IdentityApp app)
{
    [Fact]
    public async Task A_passkey_is_made_named_used_and_removed_in_a_real_browser()
    {
        var port = FreePort.Next();
        await using var service = new IdentityApp(port: port, settings: ("Auth:Issuer", $"http://localhost:{port}"));
        var person = await service.SignedIn();
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await ChromiumProgram.Launch(playwright);
        await using var context = await chromium.NewContextAsync(new() { BaseURL = $"http://localhost:{port}" });
        var session = person.Cookies.GetAllCookies().Single();
        await context.AddCookiesAsync([new() { Name = session.Name, Value = session.Value, Url = $"http://localhost:{port}/" }]);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        var problems = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                problems.Add(message.Text);
            }
        };
        await HaveAuthenticator(context, page);

        await page.GotoAsync("/account/passkeys");
        await page.GetByLabel("What do you want to call it?").FillAsync("My phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByTestId("passkey").WaitForAsync();
        (await page.ContentAsync()).ShouldContain("My phone");

        await context.ClearCookiesAsync();
        await page.GotoAsync("/sign-in?returnUrl=/account/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.GetByTestId("passkey").WaitForAsync();
        new Uri(page.Url).AbsolutePath.ShouldBe("/account/passkeys");
        (await service.InDatabase(db => db.Sessions.SingleAsync(s => s.AccountId == person.Account.Id && s.Id != person.Session.Id)))
            .Amr.ShouldBe(["hwk", "user", "mfa"]);

        await page.GetByRole(AriaRole.Link, new() { Name = "Change My phone" }).ClickAsync();
        await page.GetByLabel("What do you want to call it?").FillAsync("My old phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Change My old phone" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove this passkey" }).ClickAsync();
        await page.GetByText("You have no passkeys yet.").WaitForAsync();
        (await service.InDatabase(db => db.Passkeys.CountAsync())).ShouldBe(0);

        await context.ClearCookiesAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.GetByText("Your passkey was not accepted.").First.WaitForAsync();
        problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("null")]
    [InlineData("""{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AAAA"}}""")]
    public async Task What_is_no_passkey_signs_nobody_in(string credential)
    {
        var browser = app.OpenBrowser().Http;
        var page = await browser.Open("/sign-in");

        // Without having been asked for, and after.
        var refused = await browser.Send("/sign-in", page, "Passkey", ("Credential", credential));
        refused.Errors.ShouldHaveSingleItem().ShouldStartWith("Your passkey was not accepted.");
        var options = await browser.Send("/sign-in", page, "PasskeyOptions");
        JsonDocument.Parse(options.Html).RootElement.GetProperty("userVerification").GetString().ShouldBe("required");
        (await browser.Send("/sign-in", page, "Passkey", ("Credential", credential))).Errors.ShouldHaveSingleItem();
        (await browser.Open("/account")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Making_a_passkey_wants_a_name_and_a_sign_in_of_the_last_quarter_of_an_hour()
    {
        await using var own = new IdentityApp();
        var person = await own.SignedIn();
        (await person.Http.Fill("/account/passkeys", ("Name", " "), ("Credential", "{}"))).Errors.ShouldHaveSingleItem().ShouldStartWith("Give the passkey a name");
        (await person.Http.Fill("/account/passkeys", ("Name", "Mine"), ("Credential", "{}"))).Errors.ShouldHaveSingleItem().ShouldStartWith("No passkey was added.");
        (await own.MessagesTo(person.Account.Email!)).ShouldBeEmpty();

        own.Clock.Advance(TimeSpan.FromMinutes(16));

        (await person.Http.Open("/account/passkeys")).Location!.ToString().ShouldBe("/sign-in?again=true&returnUrl=%2Faccount%2Fpasskeys");
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("not*base64")]
    public async Task A_passkey_of_somebody_else_or_of_nobody_is_not_there(string id)
        => (await (await app.SignedIn()).Http.Open($"/account/passkeys/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);

    /// <summary>A security key that is always at hand and always agrees.</summary>
    private static async Task HaveAuthenticator(IBrowserContext context, IPage page)
    {
        var tools = await context.NewCDPSessionAsync(page);
        await tools.SendAsync("WebAuthn.enable");
        await tools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
