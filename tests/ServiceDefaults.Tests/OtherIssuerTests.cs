using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Academy.Testing;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.ServiceDefaults.Tests;

/// <summary>
/// A service depends on the standard, not on Identity: told another issuer's name, it finds that issuer's keys by
/// discovery, takes its tokens, and takes those of Identity no longer.
/// </summary>
public sealed class OtherIssuerTests : IAsyncLifetime
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Guid _employer = Guid.CreateVersion7();

    private string _database = "";
    private string _issuer = "";
    private WebApplication _other = null!;
    private WebApplication _service = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateFor<NoteDb>();
        _other = await StartIssuer();
        _issuer = _other.Urls.First();
        _service = await StartService();
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _other.DisposeAsync();
        await TestDatabase.Drop(_database);
        _key.Dispose();
    }

    [Fact]
    public async Task The_tokens_of_the_issuer_it_is_told_are_taken_with_all_they_say()
    {
        var answer = await Ask(Token(_issuer, _key, "other-1"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, answer.Headers.WwwAuthenticate.ToString());
        (await answer.Content.ReadAsStringAsync()).ShouldBe($"somebody for Employer {_employer} as manager at every workplace");
    }

    [Theory]
    [InlineData("HOME1")]
    [InlineData("HOME1", "The Larches, wing 2")]
    public async Task A_token_that_names_workplaces_is_limited_to_them(params string[] workplaces)
    {
        var answer = await Ask(Token(_issuer, _key, "other-1", workplaces: workplaces));

        (await answer.Content.ReadAsStringAsync()).ShouldEndWith($"at {string.Join(',', workplaces)}");
    }

    [Fact]
    public async Task A_token_that_is_limited_to_no_workplace_at_all_is_refused_and_not_taken_for_one_without_a_limit()
        => (await Ask(Token(_issuer, _key, "other-1", workplaces: []))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task The_tokens_of_Identity_are_taken_no_longer()
    {
        (await Ask(Token(TestTokens.Issuer, TestTokens.Key.ECDsa, TestTokens.Key.KeyId))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(Token(_issuer, TestTokens.Key.ECDsa, "other-1"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(Token(TestTokens.Issuer, _key, "other-1"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Its_scopes_and_audiences_are_asked_for_as_those_of_Identity()
    {
        (await Ask(Token(_issuer, _key, "other-1", scope: "notes.write"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Ask(Token(_issuer, _key, "other-1", audience: "academy-letters"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    /// <summary>All of a provider that a service needs: discovery and the keys it leads to.</summary>
    private async Task<WebApplication> StartIssuer()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => new { issuer = _issuer, jwks_uri = $"{_issuer}/keys" });
        app.MapGet("/keys", () =>
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return new
            {
                keys = new[]
                {
                    new { kty = "EC", crv = "P-256", use = "sig", kid = "other-1", x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) },
                },
            };
        });
        await app.StartAsync();
        return app;
    }

    private async Task<WebApplication> StartService()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Database"] = _database,
            ["Messaging:Enabled"] = "false",
            ["Auth:Issuer"] = _issuer,
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults<NoteDb>("notes");
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapGet("/notes", (Caller caller) => $"{caller.Subject} for {caller.Kind} {caller.OrganisationId} as {string.Join(',', caller.Roles)} at {string.Join(',', caller.Workplaces ?? ["every workplace"])}")
            .RequireScope("notes.read");
        Trust.RefuseRoutesWithoutPolicy(app);
        await app.StartAsync();
        return app;
    }

    private async Task<HttpResponseMessage> Ask(string token)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_service.Urls.First()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(JwtBearerDefaults.AuthenticationScheme, token);
        return await http.GetAsync("/notes");
    }

    private string Token(
        string issuer, ECDsa key, string keyId, string scope = "notes.read", string audience = "academy-notes", string[]? workplaces = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = "somebody",
            ["scope"] = scope,
            ["org"] = _employer.ToString(),
            ["org_kind"] = nameof(OrganisationKind.Employer),
            ["roles"] = new[] { "manager" },
        };
        if (workplaces is not null)
        {
            claims["workplaces"] = workplaces;
        }

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Expires = DateTime.UtcNow.AddMinutes(5),
            TokenType = "at+jwt",
            Claims = claims,
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = keyId }, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
