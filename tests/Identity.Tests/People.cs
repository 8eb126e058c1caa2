using System.Net;
using System.Security.Cryptography;
using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.Options;

namespace Academy.Identity.Tests;

/// <summary>A browser with its own cookies; it follows no redirect, so a test sees each answer.</summary>
internal sealed record Browser(HttpClient Http, CookieContainer Cookies);

/// <summary>A browser that is signed in as an account made for the test.</summary>
internal sealed record Person(Account Account, Session Session, HttpClient Http, CookieContainer Cookies);

internal static class People
{
    public static readonly Uri Site = new(TestTokens.Issuer);

    public static Browser OpenBrowser(this ServiceApp<IdentityDb> app)
    {
        var cookies = new CookieContainer();
        var http = app.CreateDefaultClient(Site, new PinnedCookies(), new CookieContainerHandler(cookies));

        // Everybody calls from somewhere else, as behind the gateway; otherwise the tests would throttle each other.
        http.DefaultRequestHeaders.Add("X-Forwarded-For", new IPAddress(RandomNumberGenerator.GetBytes(4)).ToString());
        return new Browser(http, cookies);
    }

    public static string NewAddress() => $"amara.{Guid.NewGuid():N}@post.example";

    public static async Task<Account> NewAccount(this ServiceApp<IdentityDb> app, string? email = null, string name = "Amara Okafor")
    {
        await using var scope = app.Services.CreateAsyncScope();
        var account = new Account(name, new DateOnly(1990, 3, 27), email ?? NewAddress(), app.Clock.GetUtcNow());
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account);
        made.Succeeded.ShouldBeTrue(made.ToString());
        return account;
    }

    public static async Task<Person> SignedIn(this ServiceApp<IdentityDb> app, Account? account = null, params string[] amr)
    {
        account ??= await app.NewAccount();
        return await app.SignedIn(app.Services, account, amr);
    }

    /// <summary>Signed in by an instance of the service that is set up in its own way.</summary>
    public static async Task<Person> SignedIn(this ServiceApp<IdentityDb> app, IServiceProvider instance, Account account, params string[] amr)
    {
        await using var scope = instance.CreateAsyncScope();
        var session = await scope.ServiceProvider.GetRequiredService<Sessions>()
            .Open(account, amr.Length > 0 ? amr : ["email"], "Firefox on Linux");
        var browser = app.OpenBrowser();
        browser.Cookies.Add(Site, Cookie(scope.ServiceProvider, session, app.Clock.GetUtcNow()));
        return new Person(account, session, browser.Http, browser.Cookies);
    }

    /// <summary>Sets up an authenticator app as a person does: by the key the page shows and a code of it.</summary>
    public static async Task<(string Key, string[] Codes)> TurnOnTwoStep(this ServiceApp<IdentityDb> app, Person person)
    {
        var page = await person.Http.Open("/account/two-step");
        var key = page.TestId("key").Replace(" ", "", StringComparison.Ordinal);
        var shown = await person.Http.Follow(await person.Http.Send(
            "/account/two-step", page, "", ("Code", app.NextCode(key, -1)), ("SealedKey", page.Field("SealedKey"))));
        shown.Heading.ShouldBe("Save your recovery codes");
        return (key, shown.TestIds("recovery-code"));
    }

    /// <summary>The code some steps away from now; each is good once, so later uses take later steps.</summary>
    public static string NextCode(this ServiceApp<IdentityDb> app, string key, int steps)
        => Authenticator.CodeOf(key, (app.Clock.GetUtcNow().ToUnixTimeSeconds() / 30) + steps);

    public static Cookie Cookie(IServiceProvider services, Session session, DateTimeOffset now)
    {
        var cookie = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var ticket = new AuthenticationTicket(
            Identity.Accounts.SignedIn.Principal(session),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + Session.Idle },
            IdentityConstants.ApplicationScheme);
        return new Cookie(cookie.Cookie.Name!, cookie.TicketDataFormat.Protect(ticket), "/") { Secure = true };
    }
}

/// <summary>
/// Whatever a test does, each cookie it is given is pinned to the host, travels over https alone and is out of reach of scripts.
/// </summary>
internal sealed class PinnedCookies : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
        {
            cookie.ShouldStartWith("__Host-academy");
            var flags = cookie.Split("; ")[1..];
            flags.ShouldContain("path=/", cookie);
            flags.ShouldContain("secure", cookie);
            flags.ShouldContain("httponly", cookie);
            flags.ShouldContain(flag => flag == "samesite=lax" || flag == "samesite=strict", cookie);
            flags.ShouldNotContain(flag => flag.StartsWith("domain=", StringComparison.Ordinal), cookie);
        }

        return answer;
    }
}
