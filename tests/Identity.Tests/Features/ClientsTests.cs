using System.Net;
using System.Security.Cryptography;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Academy.Identity.Tests.Features;

public sealed class ClientsTests(IdentityApp app)
{
    private const string Path = "/api/identity/v1/clients";

    [Fact]
    public async Task A_client_speaks_for_the_organisation_it_is_registered_for()
    {
        var provider = Guid.CreateVersion7();
        var id = await app.Register(new
        {
            name = "  Silverdale College  ",
            scopes = new[] { "completions.write" },
            organisation = new { kind = "TrainingProvider", id = provider },
            roles = new[] { "trainer" },
        });
        var secret = await Secret(id);

        var token = new JsonWebToken(await (await Ask(id, secret)).AccessToken());

        token.GetClaim("org").Value.ShouldBe(provider.ToString());
        token.GetClaim("org_kind").Value.ShouldBe("TrainingProvider");
        (await Stored(id)).Name.ShouldBe("Silverdale College");
    }

    [Fact]
    public async Task The_same_registration_sent_twice_makes_one_client()
    {
        var body = new { name = "Sent twice", scopes = new[] { "passport.read" } };
        var key = Guid.NewGuid().ToString();

        var first = await app.Administrator().PostNew(Path, body, key);
        var second = await app.Administrator().PostNew(Path, body, key);

        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        (await app.InDatabase(db => db.Clients.CountAsync(client => client.Name == "Sent twice"))).ShouldBe(1);
    }

    [Fact]
    public async Task No_secret_is_anywhere_in_the_database()
    {
        var (id, secret) = await app.RegisterWithSecret("passport.read");
        await Ask(id, secret);

        var dump = await app.InDatabase(async db =>
        {
            var tables = await db.Database.SqlQuery<string>(
                $"SELECT table_name AS \"Value\" FROM information_schema.tables WHERE table_schema = 'public'").ToListAsync();
            var rows = new List<string>();
            foreach (var table in tables)
            {
                var all = "SELECT t::text AS \"Value\" FROM \"" + table + "\" t";
                rows.AddRange(await db.Database.SqlQueryRaw<string>(all).ToListAsync());
            }

            return string.Join('\n', rows);
        });

        dump.ShouldContain(id);
        foreach (var clear in new[] { secret, IdentityApp.DemoSecret })
        {
            dump.Contains(clear, StringComparison.OrdinalIgnoreCase).ShouldBeFalse();
            dump.Contains(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(clear)), StringComparison.OrdinalIgnoreCase).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_new_secret_takes_the_place_of_the_former_one()
    {
        var (id, former) = await app.RegisterWithSecret("passport.read");
        var secret = await Secret(id);

        (await Ask(id, secret)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await Ask(id, former)).ShouldBeRefused(401, "invalid_client");
    }

    [Fact]
    public async Task A_client_with_keys_gets_no_secret()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = await app.RegisterWithKey(key, "passport.read");

        (await app.Administrator().PostAsync($"{Path}/{id}/secret", null)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_removed_client_gets_no_more_tokens()
    {
        var (id, secret) = await app.RegisterWithSecret("passport.read");

        (await app.Administrator().DeleteAsync($"{Path}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await (await Ask(id, secret)).ShouldBeRefused(401, "invalid_client");
        (await app.Administrator().DeleteAsync($"{Path}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(OrganisationKind.Academy, "officer")]
    [InlineData(OrganisationKind.Employer, "administrator")]
    [InlineData(OrganisationKind.TrainingProvider, "administrator")]
    public async Task Only_an_administrator_of_the_Academy_may_register_clients(OrganisationKind kind, string role)
    {
        var caller = app.As("clients.write", kind, Guid.CreateVersion7(), roles: [role]);

        (await caller.PostNew(Path, new { name = "Not mine to make", scopes = new[] { "passport.read" } })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await caller.PostAsync($"{Path}/academy-demo/secret", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await caller.DeleteAsync($"{Path}/academy-demo")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_scope_does_not_open_the_door()
        => (await app.As("passport.read", OrganisationKind.Academy, DemoClient.AcademyId, roles: ["administrator"])
            .PostNew(Path, new { name = "Wrong scope", scopes = new[] { "passport.read" } })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    public async Task A_scope_nobody_knows_is_refused_with_the_place_where_they_are_listed()
        => await Refused(new { name = "Typo", scopes = new[] { "passports.read" } }, 422, "no scope 'passports.read'");

    [Fact]
    public async Task A_client_without_scopes_is_refused()
        => await Refused(new { name = "Nothing to do", scopes = Array.Empty<string>() }, 400, "Scopes");

    [Fact]
    public async Task Roles_without_an_organisation_are_refused()
        => await Refused(new { name = "Lead of nothing", scopes = new[] { "passport.read" }, roles = new[] { "officer" } }, 422, "Name the organisation");

    [Fact]
    public async Task An_organisation_without_an_id_is_refused()
        => await Refused(
            new { name = "No id", scopes = new[] { "passport.read" }, organisation = new { kind = "Employer", id = Guid.Empty } }, 422, "organisation.id");

    [Fact]
    public async Task A_private_key_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(true);
        var jwk = new { kty = "EC", crv = "P-256", x = Encode(point.Q.X!), y = Encode(point.Q.Y!), d = Encode(point.D!) };

        await Refused(new { name = "Gave it away", scopes = new[] { "passport.read" }, jwks = new { keys = new[] { jwk } } }, 422, "private");
    }

    [Fact]
    public async Task A_point_that_is_not_on_the_curve_is_refused()
    {
        var jwk = new { kty = "EC", crv = "P-256", x = Encode(new byte[32]), y = Encode(new byte[32]) };

        await Refused(new { name = "No such point", scopes = new[] { "passport.read" }, jwks = new { keys = new[] { jwk } } }, 422, "P-256");
    }

    [Fact]
    public async Task A_client_for_a_learner_is_refused_until_people_can_sign_in()
        => await Refused(new { name = "In her name", scopes = new[] { "passport.share" }, learnerId = Guid.CreateVersion7() }, 422, "sign in themselves");

    [Fact]
    public async Task A_client_for_a_learner_is_possible_where_it_is_allowed()
    {
        await using var open = new IdentityApp(allowLearnerClients: true);
        var learner = Guid.CreateVersion7();
        var id = await open.Register(new { name = "In her name", scopes = new[] { "passport.share" }, learnerId = learner });
        var secret = (await (await open.Administrator().PostAsync($"{Path}/{id}/secret", null)).Json()).GetProperty("clientSecret").GetString()!;

        var answer = await open.Ask(("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret));

        new JsonWebToken(await answer.AccessToken()).GetClaim("learner_id").Value.ShouldBe(learner.ToString());
    }

    [Fact]
    public async Task Migrating_again_keeps_one_demo_client_and_takes_the_new_secret()
    {
        await using var own = new IdentityApp();
        var renewed = new string('7', 64);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Identity:Bootstrap:Secret", renewed)]).Build();

        await own.InDatabase(async db =>
        {
            await DemoClient.Ensure(db, own.Clock, configuration);
            return true;
        });

        (await own.Ask(("grant_type", "client_credentials"), ("client_id", DemoClient.Id), ("client_secret", renewed))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await own.Ask(("grant_type", "client_credentials"), ("client_id", DemoClient.Id), ("client_secret", IdentityApp.DemoSecret)))
            .StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_short_bootstrap_secret_is_refused()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Identity:Bootstrap:Secret", "demo")]).Build();
        await using var scope = app.Services.CreateAsyncScope();

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => DemoClient.Ensure(
            scope.ServiceProvider.GetRequiredService<Academy.Identity.Data.IdentityDb>(), app.Clock, configuration));

        refused.Message.ShouldContain("32");
    }

    private static string Encode(byte[] bytes) => Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(bytes);

    private async Task<string> Secret(string id)
        => (await (await app.Administrator().PostAsync($"{Path}/{id}/secret", null)).Json()).GetProperty("clientSecret").GetString()!;

    private Task<HttpResponseMessage> Ask(string id, string secret)
        => app.Ask(("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret));

    private async Task Refused(object body, int status, string sentence)
    {
        var answer = await app.Administrator().PostNew(Path, body);

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).Replace("\\u0027", "'", StringComparison.Ordinal).ShouldContain(sentence);
    }

    private Task<Client> Stored(string id) => app.InDatabase(db => db.Clients.SingleAsync(client => client.Id == id));
}
