using Academy.Identity.Connect;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Connect;

public sealed class CodeTests(IdentityApp app)
{
    [Fact]
    public async Task A_code_brings_an_access_token_that_says_who_may_do_what()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();

        var tokens = await client.SignIn(person.Http);

        tokens.Scope.ShouldBe("openid profile email offline_access passport.read");
        var access = tokens.AccessToken;
        access.Typ.ShouldBe("at+jwt");
        access.Alg.ShouldBe("ES256");
        access.Subject.ShouldBe(person.Account.Id.ToString());
        access.GetClaim("client_id").Value.ShouldBe(client.Id);
        access.GetClaim("learner_id").Value.ShouldBe(person.Account.LearnerId!.Value.ToString());
        access.Audiences.ShouldBe(["academy-identity", "academy-passport"]);
        (access.ValidTo - access.IssuedAt).ShouldBe(TimeSpan.FromMinutes(4.5));
        access.TryGetClaim("org", out _).ShouldBeFalse();
        access.TryGetClaim("email", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_code_brings_an_id_token_that_says_who_signed_in_when_and_how()
    {
        var client = await RelyingParty.New(app);
        var person = await app.SignedIn(null, "hwk", "user");

        var tokens = await client.SignIn(person.Http);

        var id = tokens.IdToken;
        id.Alg.ShouldBe("ES256");
        id.Issuer.ShouldBe(TestTokens.Issuer);
        id.Audiences.ShouldBe([client.Id]);
        id.Subject.ShouldBe(person.Account.Id.ToString());
        id.GetClaim("nonce").Value.ShouldBe(RelyingParty.Nonce);
        id.GetClaim("sid").Value.ShouldBe(person.Session.Id.ToString());
        id.GetPayloadValue<long>("auth_time").ShouldBe(person.Session.CreatedAt.ToUnixTimeSeconds());
        id.GetPayloadValue<string[]>("amr").ShouldBe(["hwk", "user"]);
        var half = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(tokens.Access))[..16];
        id.GetClaim("at_hash").Value.ShouldBe(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(half));
        id.Decoded().ShouldNotContain(person.Account.Email!);
    }

    [Fact]
    public async Task Without_openid_there_is_no_id_token_and_without_offline_access_no_refresh_token()
    {
        var client = await RelyingParty.New(app);

        var tokens = await client.SignIn((await app.ALearner()).Http, ("scope", "passport.read"));

        tokens.Scope.ShouldBe("passport.read");
        tokens.Id.ShouldBeNull();
        tokens.Refresh.ShouldBeNull();
        tokens.AccessToken.Audiences.ShouldBe(["academy-passport"]);
    }

    [Fact]
    public async Task The_scopes_are_what_was_asked_the_client_holds_and_the_role_allows()
    {
        var client = await RelyingParty.New(app, scope: "openid learners.read learners.write requirements.write offline_access");
        var person = await app.SignedIn();
        var employer = await app.Gives(person, OrganisationKind.Employer, "viewer");

        var tokens = await client.SignIn(person.Http, ("scope", "openid learners.read learners.write passport.read kitemark.decide unknown"));

        tokens.Scope.ShouldBe("openid learners.read");
        tokens.AccessToken.GetClaim("org").Value.ShouldBe(employer.OrganisationId.ToString());
        tokens.AccessToken.GetPayloadValue<string[]>("roles").ShouldBe(["viewer"]);
        tokens.IdToken.GetClaim("org").Value.ShouldBe(employer.OrganisationId.ToString());
        tokens.IdToken.GetClaim("org_kind").Value.ShouldBe("Employer");
        tokens.IdToken.TryGetClaim("learner_id", out _).ShouldBeFalse();
        tokens.IdToken.TryGetClaim("name", out _).ShouldBeFalse("profile was not asked for");
    }

    [Fact]
    public async Task Every_scope_of_the_role_table_is_one_that_is_given()
    {
        foreach (var kind in Enum.GetValues<OrganisationKind>())
        {
            string[] roles = [.. new[] { "viewer", "manager", "administrator", "trainer", "checker", "officer", "kitemark-lead", "auditor" }.Where(role => RoleScopes.IsKnown(kind, role))];
            roles.ShouldNotBeEmpty();
            RoleScopes.Of(kind, roles).Where(scope => !Scopes.IsKnown(scope) || Scopes.IsOfPeople(scope)).ShouldBeEmpty();
        }

        RoleScopes.Of(OrganisationKind.Commissioner, ["viewer"]).ShouldBe(["learner.figures", "passport.figures", "pathway.figures"], ignoreOrder: true);
        RoleScopes.Of(OrganisationKind.Employer, ["officer", "Administrator"]).ShouldBeEmpty();
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_code_is_good_once_and_its_second_use_ends_what_came_of_the_first()
    {
        var client = await RelyingParty.New(app);
        var code = await client.Code((await app.ALearner()).Http);
        var tokens = await Tokens.Of(await client.Redeem(code));

        await (await client.Redeem(code)).ShouldBeRefused(400, "invalid_grant");

        await (await client.Refresh(tokens.Refresh!)).ShouldBeRefused(400, "invalid_grant");
        ((int)(await app.UserInfo(tokens.Access)).StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task Of_many_uses_at_the_same_moment_at_most_one_gets_tokens()
    {
        var client = await RelyingParty.New(app);
        var code = await client.Code((await app.ALearner()).Http);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.Redeem(code)));

        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
    }

    public static TheoryData<string, string> Tampered => new()
    {
        { "code_verifier", Pkce.Challenge("another") },
        { "code_verifier", "short" },
        { "code_verifier", new string('a', 129) },
        { "redirect_uri", "https://client.example/signed-in" },
        { "redirect_uri", "https://client.example/signed-in?from=academy&code=1" },
        { "code", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
        { "code", "not a code" },
    };

    [Theory]
    [MemberData(nameof(Tampered))]
    public async Task A_code_with_anything_else_than_what_it_was_made_for_is_refused_and_used_up(string name, string value)
    {
        var client = await RelyingParty.New(app);
        var code = await client.Code((await app.ALearner()).Http);

        await (await client.Redeem(code, (name, value))).ShouldBeRefused(400, "invalid_grant");

        if (name != "code")
        {
            await (await client.Redeem(code)).ShouldBeRefused(400, "invalid_grant");
        }
    }

    [Theory]
    [InlineData("code")]
    [InlineData("redirect_uri")]
    [InlineData("code_verifier")]
    public async Task A_code_without_the_rest_is_refused(string name)
    {
        var client = await RelyingParty.New(app);

        await (await client.Redeem(await client.Code((await app.ALearner()).Http), (name, null))).ShouldBeRefused(400, "invalid_request");
    }

    [Fact]
    public async Task Another_client_s_code_is_refused_and_stays_good_for_its_own()
    {
        var (client, thief) = (await RelyingParty.New(app), await RelyingParty.New(app));
        var code = await client.Code((await app.ALearner()).Http);

        await (await thief.Redeem(code, ("code_verifier", client.Verifier))).ShouldBeRefused(400, "invalid_grant");

        (await client.Redeem(code)).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_confidential_client_proves_itself_and_a_public_one_by_the_verifier_alone()
    {
        var confidential = await RelyingParty.New(app);
        var open = await RelyingParty.New(app, isPublic: true);
        var person = await app.ALearner();

        await (await confidential.Redeem(await confidential.Code(person.Http), ("client_secret", null))).ShouldBeRefused(401, "invalid_client");
        await (await open.Redeem(await open.Code(person.Http), ("client_secret", "guessed"))).ShouldBeRefused(401, "invalid_client");
        (await open.Redeem(await open.Code(person.Http))).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_public_client_gets_no_token_for_itself()
    {
        var open = await RelyingParty.New(app, isPublic: true);

        await (await open.Ask([("grant_type", "client_credentials")])).ShouldBeRefused(400, "unauthorized_client");
    }

    [Fact]
    public async Task A_code_lasts_sixty_seconds()
    {
        await using var own = new IdentityApp();
        var client = await RelyingParty.New(own);
        var person = await own.ALearner();
        var (first, second) = (await client.Code(person.Http), await client.Code(person.Http));

        own.Clock.Advance(TimeSpan.FromSeconds(59));
        (await client.Redeem(first)).IsSuccessStatusCode.ShouldBeTrue();

        own.Clock.Advance(TimeSpan.FromSeconds(1));
        await (await client.Redeem(second)).ShouldBeRefused(400, "invalid_grant");
    }

    [Fact]
    public async Task A_session_that_ended_meanwhile_leaves_the_code_without_worth()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        var code = await client.Code(person.Http);

        await app.Ends(person);

        await (await client.Redeem(code)).ShouldBeRefused(400, "invalid_grant");
    }

    [Fact]
    public async Task Neither_codes_nor_refresh_tokens_are_in_the_database()
    {
        var client = await RelyingParty.New(app);
        var code = await client.Code((await app.ALearner()).Http);
        var tokens = await Tokens.Of(await client.Redeem(code));

        var rows = await app.InDatabase(async db => string.Join(
            '\n', await db.Database.SqlQuery<string>($"SELECT row_to_json(g)::text AS \"Value\" FROM grants g UNION ALL SELECT row_to_json(r)::text FROM refresh_tokens r").ToListAsync()));

        rows.ShouldContain(client.Id);
        rows.ShouldNotContain(code);
        rows.ShouldNotContain(tokens.Refresh!);
    }
}
