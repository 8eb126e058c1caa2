using System.Collections.Concurrent;
using Academy.Launcher.Demo;
using Academy.Launcher.Running;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.EndToEnd.Tests;

/// <summary>The services and the portal know of whoever issues tokens nothing but the address; so any provider can take Identity's place.</summary>
public sealed class OtherIssuerTests
{
    private static readonly string[] Services = ["Learner", "Kitemark", "Passport", "Pathway", "Benefits", "Portal", "Gateway"];

    [Fact]
    public async Task The_whole_story_runs_with_tokens_of_another_issuer_and_people_sign_in_there_to_see_how_it_ended()
    {
        await using var issuer = await OtherIssuer.Start();
        await using var platform = await APlatform.Start(settingsOf: Services.ToDictionary(service => service, _ => issuer.Settings));
        using var http = new HttpClient { BaseAddress = platform.Running.GatewayAddress };

        (await Tell.Story(http, issuer, _ => { }, TestContext.Current.CancellationToken)).ShouldBeGreaterThan(35);

        issuer.SignsPeopleInTo(platform.Running);
        await Passport(issuer, platform.Running.GatewayAddress);
        await Staff(issuer, platform.Running.GatewayAddress);

        // Nobody got a token from Identity, and none of its tokens would do.
        var identity = new IdentityCredentials(http, Tell.Secret(platform.Running.SecretsFolder));
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/learner/v1/employers");
        request.Headers.Authorization = new("Bearer", await identity.OfTheAcademy(TestContext.Current.CancellationToken));
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    /// <summary>Amara asks for her passport, is led to the other issuer, says there who she is, and sees what the story left.</summary>
    private static async Task Passport(OtherIssuer issuer, Uri gateway)
    {
        using var amara = new Browser(gateway);
        var signIn = await amara.Open("/passport");
        new Uri(signIn.At.GetLeftPart(UriPartial.Authority)).ShouldBe(issuer.Address);

        var passport = await amara.Send(signIn, "form", ("who", "Amara"));

        passport.At.ShouldBe(new Uri(gateway, "/passport"), passport.Text);
        passport.Text.ShouldContain("Amara, of another issuer");
        passport.Text.ShouldContain("Moving and assisting people");
        passport.Text.ShouldContain("Tier 1 of 5");
    }

    private static async Task Staff(OtherIssuer issuer, Uri gateway)
    {
        using var manager = new Browser(gateway);
        var staff = await manager.Send(await manager.Open("/employer/staff"), "form", ("who", "Hilltop Homecare"));

        staff.At.ShouldBe(new Uri(gateway, "/employer/staff"), staff.Text);
        staff.Text.ShouldContain("Amara Okafor");
        using var passport = await manager.Ask("/passport");
        passport.Headers.Location!.OriginalString.ShouldBe("/home?not=yours");
    }

    /// <summary>All that the services and the portal ask of a provider: discovery, keys, signed tokens (RFC 9068), and an authorization code for whoever says who they are.</summary>
    private sealed class OtherIssuer : ICredentials, IAsyncDisposable
    {
        private static readonly string[] Academy =
            ["learners.read", "learners.write", "employers.read", "employers.write", "learner.imports", "kitemark.write", "kitemark.decide", "passport.read",
             "passport.imports", "pathway.read", "pathway.rules", "benefits.read", "benefits.offers"];

        private readonly ConcurrentDictionary<string, Member> _members = new();
        private readonly WebApplication _app;
        private readonly IdentityStandIn _provider;

        private OtherIssuer()
        {
            var builder = WebApplication.CreateBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            _app = builder.Build();
            _provider = new IdentityStandIn(TimeProvider.System, who => Token(who.Subject, _members[who.Subject].Scopes, Claims(_members[who.Subject])), under: "");
            _provider.Map(_app);
            _app.MapGet("/connect/authorize", () => Results.Content("<form method=post><input name=who><button>Sign in</button></form>", "text/html"));
            _app.MapPost("/connect/authorize", async (HttpRequest request) => SignedIn(request.Query, (await request.ReadFormAsync())["who"].ToString()));
        }

        public Uri Address => new(Name);

        public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Auth__Issuer"] = Name, ["Auth__MetadataBase"] = Name };

        private string Name => _app.Urls.First();

        public static async Task<OtherIssuer> Start()
        {
            var issuer = new OtherIssuer();
            await issuer._app.StartAsync();
            issuer._provider.Issuer = issuer.Name;
            return issuer;
        }

        /// <summary>Makes the portal a client of this provider: its address and its public key.</summary>
        public void SignsPeopleInTo(Platform platform)
        {
            _provider.PortalAddress = platform.GatewayAddress.GetLeftPart(UriPartial.Authority);
            _provider.Know(File.ReadAllText(Path.Combine(platform.SecretsFolder, PlatformSecrets.PortalKey)));
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
            _members[member.Name] = member;
            return Task.FromResult<Func<CancellationToken, Task<string>>>(_ => Task.FromResult(Token(subject, member.Scopes, Claims(member))));
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private static Dictionary<string, object> Claims(Member member)
        {
            var claims = new Dictionary<string, object>();
            if (member.LearnerId is { } learner)
            {
                claims["learner_id"] = learner.ToString();
            }

            if (member.OrganisationKind is { } kind)
            {
                (claims["org_kind"], claims["org"], claims["roles"]) = (kind, member.OrganisationId!.Value.ToString(), Array.Empty<string>());
            }

            return claims;
        }

        /// <summary>Somebody of the story goes back to the portal with a code, and with nothing but what the standard has.</summary>
        private IResult SignedIn(IQueryCollection asked, string name)
        {
            if (asked["client_id"] != IdentityStandIn.Client || asked["redirect_uri"] != $"{_provider.PortalAddress}/signed-in" || asked["response_type"] != "code"
                || asked["code_challenge_method"] != "S256" || !_members.TryGetValue(name, out var member))
            {
                return Results.BadRequest();
            }

            OrganisationKind? kind = member.OrganisationKind is null ? null : Enum.Parse<OrganisationKind>(member.OrganisationKind);
            var who = new Somebody(name, $"{name}, of another issuer", member.LearnerId, kind, member.OrganisationId, kind is null ? null : name);
            return Results.Redirect(QueryHelpers.AddQueryString($"{asked["redirect_uri"]}", new Dictionary<string, string?>
            {
                ["code"] = _provider.Code(who, $"{asked["nonce"]}", $"{asked["code_challenge"]}"),
                ["state"] = asked["state"],
                ["iss"] = Name,
            }));
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
                SigningCredentials = new SigningCredentials(TestTokens.Key, SecurityAlgorithms.EcdsaSha256),
            });
    }
}
