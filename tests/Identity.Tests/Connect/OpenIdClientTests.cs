using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Academy.Identity.Domain;
using Academy.Testing;

namespace Academy.Identity.Tests.Connect;

/// <summary>The service on a port of this machine, and all that openid-client did with it.</summary>
public sealed class OpenIdClientRun : IAsyncLifetime
{
    private const string RedirectUri = "https://client.example/signed-in";
    private readonly IdentityApp _app = IdentityApp.OnLoopback();
    private readonly Dictionary<string, string?> _ends = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string?> Ends => _ends;

    public async ValueTask InitializeAsync()
    {
        var person = await _app.SignedIn();
        var cookie = person.Cookies.GetCookies(People.Site).Single();
        var (id, secret) = await Register(isPublic: false);
        var (otherId, otherSecret) = await Register(isPublic: false);
        var (publicId, _) = await Register(isPublic: true);
        await Run(new
        {
            issuer = _app.Issuer,
            clientId = id,
            clientSecret = secret,
            otherClientId = otherId,
            otherClientSecret = otherSecret,
            publicClientId = publicId,
            redirectUri = RedirectUri,
            cookie = $"{cookie.Name}={cookie.Value}",
            subject = person.Account.Id,
            email = person.Account.Email,
            signingKey = _app.SigningKey.ExportPkcs8PrivateKeyPem(),
        });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Run(object settings)
    {
        var start = new ProcessStartInfo("node", "sign-in.mjs")
        {
            WorkingDirectory = Repository.File("tests", "Identity.Tests", "OpenIdClient"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["OPENID_SETTINGS"] = JsonSerializer.Serialize(settings) },
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            var end = JsonDocument.Parse(line).RootElement;
            _ends.Add(end.GetProperty("name").GetString()!, end.GetProperty("error").GetString());
        }

        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await errors);
    }

    private async Task<(string Id, string? Secret)> Register(bool isPublic)
    {
        var answer = await _app.Ask(("grant_type", "client_credentials"), ("client_id", DemoClient.Id), ("client_secret", IdentityApp.DemoSecret));
        var administrator = _app.CreateClient();
        administrator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await answer.AccessToken());
        var made = await administrator.PostNew("/api/identity/v1/clients", new
        {
            name = "openid-client",
            scopes = new[] { "openid", "profile", "email", "offline_access" },
            grantTypes = new[] { "authorization_code", "refresh_token" },
            redirectUris = new[] { RedirectUri },
            isPublic,
            isFirstParty = true,
        });
        made.EnsureSuccessStatusCode();
        var id = (await made.Json()).GetProperty("clientId").GetString()!;
        return (id, isPublic ? null : (await (await administrator.PostAsync($"/api/identity/v1/clients/{id}/secret", null)).Json()).GetProperty("clientSecret").GetString());
    }
}

/// <summary>The certified npm client against the running service; what it does is in OpenIdClient/sign-in.mjs.</summary>
public sealed class OpenIdClientTests(OpenIdClientRun run) : IClassFixture<OpenIdClientRun>
{
    private static readonly string[] Forgeries =
        ["alg none", "HS256 with the public key", "expired", "wrong audience", "wrong issuer", "changed after signing"];

    private static readonly string[] Scenarios =
    [
        "signs in, asks who it is, refreshes and signs out",
        "as a public client signs in by PKCE alone",
        "is let in with an access token that is signed anew with the right key",
        "refuses another state",
        "refuses another nonce",
        "refuses an answer of another issuer",
        "refuses an answer without an issuer",
        "is refused with another PKCE verifier",
        "is refused without PKCE",
        "is refused with the method plain",
        "is refused with another redirect URI",
        "is refused a code that was used, and loses what it brought",
        "is refused a refresh token that was used, and loses its successor",
        "is refused the code of another client",
        "is refused with a wrong secret",
    ];

    public static TheoryData<string> All =>
    [
        .. Scenarios,
        .. Forgeries.Select(forgery => $"refuses an id token: {forgery}"),
        .. Forgeries.Select(forgery => $"is refused with an access token: {forgery}"),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void The_certified_client(string scenario)
    {
        run.Ends.TryGetValue(scenario, out var error).ShouldBeTrue("the client did not try it");
        error.ShouldBeNull();
    }

    [Fact]
    public void The_certified_client_did_nothing_that_is_not_looked_at()
        => run.Ends.Count.ShouldBe(Scenarios.Length + (2 * Forgeries.Length));
}
