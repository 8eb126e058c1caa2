using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Academy.Launcher.Demo;
using Microsoft.AspNetCore.WebUtilities;

namespace Academy.EndToEnd.Tests;

/// <summary>Somebody signs in by e-mail, at the portal and at another service, and shares a passport; then everything that was secret in it is looked for in all logs and traces.</summary>
[Collection(nameof(TracedPlatform))]
public sealed class SignInSecrecyTests : IDisposable
{
    private const string Email = "ma@personas.example";
    private const string Back = "https://rota.example/back";
    private readonly List<(string Kind, string Text)> _secrets = [("e-mail address", Email)];
    private readonly TracedPlatform _platform;
    private readonly ITestOutputHelper _output;
    private readonly HttpClient _http;
    private readonly Cast _cast;

    public SignInSecrecyTests(TracedPlatform platform, ITestOutputHelper output)
    {
        (_platform, _output) = (platform, output);
        _http = new HttpClient { BaseAddress = platform.Running.GatewayAddress };
        _cast = new Cast(_http, new Narrator(_ => { }), Tell.Secret(platform.Running.SecretsFolder));
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Nothing_that_lets_anybody_in_is_in_a_log_or_a_trace()
    {
        using var ma = new Browser(_platform.Running.GatewayAddress);
        await SignInByLink(ma);
        await SignInToThePortal(ma);
        await ConnectAService(ma);
        await OpenAnInvitation(ma);
        await ShareAPassport(ma);
        NoteCookies(ma);

        // The same search finds what is known to be written: each process's address in its log, an id that was asked for in the traces.
        var course = Guid.NewGuid().ToString();
        await AskEverybody(course);
        var processes = _platform.Running.Services.Values.Append(_platform.Running.Portal).Append(_platform.Running.Gateway).ToList();
        foreach (var process in processes)
        {
            await Comes(() => WhereIs(":" + process.Port).Contains("exported logs"));
            WhereIs(":" + process.Port).ShouldContain(Path.GetFileName(process.LogFile));
        }

        WhereIs(course).ShouldContain("traces");

        _secrets.Select(secret => secret.Kind).Distinct().Order().ShouldBe(
            ["PKCE verifier", "access token", "authorization code", "client secret", "cookie academy", "cookie academy-portal", "e-mail address", "id token",
             "invitation", "nonce", "refresh token", "session id", "share code", "sign-in link", "state"],
            ignoreOrder: true);
        _secrets.Count(secret => secret.Kind == "refresh token").ShouldBe(2);
        _output.WriteLine($"{_secrets.Count} secrets in the logs of {processes.Count} processes");
        _secrets.SelectMany(secret => WhereIs(secret.Text).Select(where => $"{where}: {secret.Kind}")).ShouldBeEmpty();
    }

    private async Task SignInByLink(Browser ma)
    {
        // One click elsewhere makes the account; from then on it is one like any other.
        using (var click = new Browser(ma.Address))
        {
            await click.SignInAs("ma");
        }

        await ma.Send(await ma.Open("/sign-in"), "form[action='/sign-in']", ("Email", Email));
        var link = await Sent(ma, "/sign-in/link/");
        Note("sign-in link", link.Segments[^1]);
        var account = await ma.Send(await ma.Open(link.ToString()), "main form");
        account.At.AbsolutePath.ShouldBe("/account", account.Text);
        NoteCookies(ma);
        Note("session id", (string)(await APlatform.Value(_platform.Running, "Identity", "SELECT id::text FROM sessions ORDER BY created_at DESC LIMIT 1"))!);
    }

    /// <summary>Goes the way of the code step by step, to see what passes through the browser's addresses.</summary>
    private async Task SignInToThePortal(Browser ma)
    {
        var next = new Uri(ma.Address, "/session/start?returnUrl=%2Fhelp");
        for (Uri? leads = next; leads is not null;)
        {
            next = new Uri(next, leads);
            NoteQuery(next);
            using var answer = await ma.Ask(next.ToString());
            leads = answer.Headers.Location;
        }

        next.AbsolutePath.ShouldBe("/help");
        NoteCookies(ma);
        ma.Cookie(Browser.PortalSession).ShouldNotBeNull();
    }

    /// <summary>A service of somebody else, with a secret: consent, a code, tokens, and new ones for the refresh token.</summary>
    private async Task ConnectAService(Browser ma)
    {
        var client = (await _cast.Academy.Post("api/identity/v1/clients", new
        {
            name = "Rota planner",
            scopes = new[] { "openid", "profile", "offline_access" },
            grantTypes = new[] { "authorization_code", "refresh_token" },
            redirectUris = new[] { Back },
        }, CancellationToken.None)).GetProperty("clientId").GetString()!;
        var secret = (await _cast.Academy.Post($"api/identity/v1/clients/{client}/secret", new { }, CancellationToken.None)).GetProperty("clientSecret").GetString()!;
        Note("client secret", secret);
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        Note("PKCE verifier", verifier);
        var consent = await ma.Open(QueryHelpers.AddQueryString("/connect/authorize", new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = client,
            ["redirect_uri"] = Back,
            ["scope"] = "openid profile offline_access",
            ["state"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        }));
        var answer = await ma.Send(consent, "main form", ("Decision", "allow"));
        var back = new Uri(answer.Page.QuerySelector("a#answer")?.GetAttribute("href") ?? throw new ShouldAssertException(answer.Text));
        NoteQuery(back);
        var code = QueryHelpers.ParseQuery(back.Query)["code"].ToString();

        var first = await Token(new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = Back, ["code_verifier"] = verifier, ["client_id"] = client, ["client_secret"] = secret });
        var second = await Token(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = first, ["client_id"] = client, ["client_secret"] = secret });
        second.ShouldNotBe(first);
    }

    /// <summary>Answers the refresh token.</summary>
    private async Task<string> Token(Dictionary<string, string> asked)
    {
        using var form = new FormUrlEncodedContent(asked);
        using var answer = await _http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        var tokens = await answer.Content.ReadFromJsonAsync<JsonElement>();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{tokens}");
        foreach (var kind in new[] { "access_token", "refresh_token", "id_token" })
        {
            Note(kind.Replace('_', ' '), tokens.GetProperty(kind).GetString()!);
        }

        return tokens.GetProperty("refresh_token").GetString()!;
    }

    private async Task OpenAnInvitation(Browser ma)
    {
        await _cast.Academy.Post("api/identity/v1/organisations", new { kind = "Employer", organisationId = Guid.CreateVersion7(), name = "Meadow House", email = Email, reason = "They asked for it." }, CancellationToken.None);
        var link = await Sent(ma, "/account/invitation/");
        Note("invitation", link.Segments[^1]);
        (await ma.Open(link.ToString())).Text.ShouldContain("Meadow House");
    }

    private async Task ShareAPassport(Browser ma)
    {
        var learner = (await _cast.Academy.Post("api/learner/v1/learners", new { fullName = "Ma", dateOfBirth = "1988-01-30" }, CancellationToken.None)).GetProperty("learnerId").GetGuid();
        var phone = await _cast.Learner("Ma", learner, CancellationToken.None);
        string? code = null;
        await APlatform.Until("the passport is there to be shared", async () =>
            (code = (await phone.Post($"api/passport/v1/learners/{learner}/shares", new { days = 7 }, CancellationToken.None)).GetProperty("code").GetString()) is not null);
        Note("share code", code!);
        Note("share code", code!.Replace("-", "", StringComparison.Ordinal));
        var result = await ma.Send(await ma.Open("/check"), "main form", ("Code", code), ("DateOfBirth.Day", "30"), ("DateOfBirth.Month", "1"), ("DateOfBirth.Year", "1988"));
        result.At.AbsolutePath.ShouldStartWith("/check/result/", Case.Sensitive, result.Text);
    }

    /// <summary>The link in the newest e-mail of the kind.</summary>
    private static async Task<Uri> Sent(Browser browser, string kind)
    {
        string? link = null;
        await APlatform.Until($"an e-mail with {kind} is sent", async () =>
            (link = (await browser.Open("/dev/outbox")).Page.QuerySelectorAll("article")
                .Where(message => message.TextContent.Contains(Email, StringComparison.Ordinal))
                .SelectMany(message => message.QuerySelectorAll("a")).Select(found => found.GetAttribute("href"))
                .FirstOrDefault(href => href!.Contains(kind, StringComparison.Ordinal))) is not null);
        return new Uri(link!);
    }

    private void Note(string kind, string text)
    {
        text.Length.ShouldBeGreaterThanOrEqualTo(9, kind);
        _secrets.Add((kind, text));
    }

    private void NoteQuery(Uri address)
    {
        foreach (var (name, value) in QueryHelpers.ParseQuery(address.Query))
        {
            if (name is "code" or "state" or "nonce")
            {
                Note(name == "code" ? "authorization code" : name, value.ToString());
            }
        }
    }

    private void NoteCookies(Browser browser)
    {
        foreach (var cookie in browser.Cookies.Where(cookie => cookie.Name is "academy" or Browser.PortalSession))
        {
            Note($"cookie {cookie.Name}", cookie.Value);
        }
    }

    /// <summary>The logs, and the kinds of telemetry, that hold a text, as it is or as it stands in an address.</summary>
    private List<string> WhereIs(string text)
    {
        string[] written = [.. new[] { text, Uri.EscapeDataString(text) }.Distinct()];
        var places = Logs.Read(_platform.StateFolder).Where(log => written.Any(form => log.Value.Contains(form, StringComparison.Ordinal))).Select(log => Path.GetFileName(log.Key)).ToList();
        places.AddRange(new[] { "logs", "traces" }.Where(signal => written.Any(form => _platform.Collector.Holds(signal, form))).Select(signal => signal == "logs" ? "exported logs" : signal));
        return places;
    }

    /// <summary>What comes last of each process has come: so has all that was before.</summary>
    private async Task AskEverybody(string course)
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        Activity.Current = null;
        foreach (var path in _platform.Running.Services.Keys.Select(service => $"/openapi/{service.ToLowerInvariant()}/v1.json").Append($"/courses/{course}"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
            using var answer = await _http.SendAsync(request);
        }

        await Comes(() => _platform.Collector.ServicesIn(trace).Count == _platform.Running.Services.Count + 2);
    }

    private static Task Comes(Func<bool> isSo) => APlatform.Until("telemetry has come", () => Task.FromResult(isSo()));
}
