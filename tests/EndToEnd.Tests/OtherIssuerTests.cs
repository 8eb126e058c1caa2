using System.Security.Cryptography;
using Academy.Launcher.Demo;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.EndToEnd.Tests;

/// <summary>The services know of whoever issues their tokens nothing but the address; so any provider can take Identity's place.</summary>
public sealed class OtherIssuerTests
{
    private static readonly string[] Services = ["Learner", "Kitemark", "Passport", "Pathway", "Benefits", "Gateway"];

    [Fact]
    public async Task The_whole_story_runs_with_tokens_of_another_issuer()
    {
        await using var issuer = await OtherIssuer.Start();
        await using var platform = await APlatform.Start(settingsOf: Services.ToDictionary(service => service, _ => issuer.Settings));
        using var http = new HttpClient { BaseAddress = platform.Running.GatewayAddress };

        (await Tell.Story(http, issuer, _ => { }, TestContext.Current.CancellationToken)).ShouldBeGreaterThan(35);

        // Nobody got a token from Identity, and none of its tokens would do.
        var identity = new IdentityCredentials(http, Tell.Secret(platform.Running.SecretsFolder));
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/learner/v1/employers");
        request.Headers.Authorization = new("Bearer", await identity.OfTheAcademy(TestContext.Current.CancellationToken));
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    /// <summary>Discovery, keys and signed tokens (RFC 9068): all that the services ask of a provider.</summary>
    private sealed class OtherIssuer(WebApplication app, ECDsaSecurityKey key) : ICredentials, IAsyncDisposable
    {
        private static readonly string[] Academy =
            ["learners.read", "learners.write", "employers.read", "employers.write", "learner.imports", "kitemark.write", "kitemark.decide", "passport.read",
             "passport.imports", "pathway.read", "pathway.rules", "benefits.read", "benefits.offers"];

        public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Auth__Issuer"] = Name, ["Auth__MetadataBase"] = Name };

        private string Name => app.Urls.First();

        public static async Task<OtherIssuer> Start()
        {
            var key = new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "other" };
            var builder = WebApplication.CreateBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(key);
            app.MapGet("/.well-known/openid-configuration", () => new { issuer = app.Urls.First(), jwks_uri = $"{app.Urls.First()}/keys" });
            app.MapGet("/keys", () => new { keys = new[] { new { kty = jwk.Kty, crv = jwk.Crv, x = jwk.X, y = jwk.Y, kid = jwk.Kid, use = "sig" } } });
            await app.StartAsync();
            return new OtherIssuer(app, key);
        }

        public Task<string> OfTheAcademy(CancellationToken cancel) => Task.FromResult(Token("staff", Academy, new()
        {
            ["org_kind"] = "Academy",
            ["org"] = Guid.Empty.ToString(),
            ["roles"] = new[] { "officer", "kitemark-lead", "administrator" },
        }));

        public Task<Func<CancellationToken, Task<string>>> Of(Member member, CancellationToken cancel)
        {
            var subject = $"other-{Guid.NewGuid():N}";
            var claims = new Dictionary<string, object>();
            if (member.LearnerId is { } learner)
            {
                claims["learner_id"] = learner.ToString();
            }

            if (member.OrganisationKind is { } kind)
            {
                (claims["org_kind"], claims["org"], claims["roles"]) = (kind, member.OrganisationId!.Value.ToString(), Array.Empty<string>());
            }

            return Task.FromResult<Func<CancellationToken, Task<string>>>(_ => Task.FromResult(Token(subject, member.Scopes, claims)));
        }

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            key.ECDsa.Dispose();
        }

        private string Token(string subject, IEnumerable<string> scopes, Dictionary<string, object> claims)
            => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = Name,
                TokenType = "at+jwt",
                Expires = DateTime.UtcNow.AddMinutes(5),
                Claims = new Dictionary<string, object>(claims)
                {
                    ["sub"] = subject,
                    ["client_id"] = subject,
                    ["jti"] = Guid.NewGuid().ToString(),
                    ["aud"] = new[] { "academy-learner", "academy-kitemark", "academy-passport", "academy-pathway", "academy-benefits" },
                    ["scope"] = string.Join(' ', scopes),
                },
                SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
            });
    }
}
