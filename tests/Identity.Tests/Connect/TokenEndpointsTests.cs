using System.Net;
using Academy.Identity.Domain;
using Academy.Testing;

namespace Academy.Identity.Tests.Connect;

/// <summary>Userinfo, revocation and introspection.</summary>
public sealed class TokenEndpointsTests(IdentityApp app)
{
    [Fact]
    public async Task Userinfo_says_what_the_scopes_let_the_client_know()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();

        var all = await (await app.UserInfo((await client.SignIn(person.Http)).Access)).Json();
        var little = await (await app.UserInfo((await client.SignIn(person.Http, ("scope", "openid"))).Access)).Content.ReadAsStringAsync();

        all.GetProperty("sub").GetString().ShouldBe(person.Account.Id.ToString());
        all.GetProperty("name").GetString().ShouldBe(person.Account.FullName);
        all.GetProperty("email").GetString().ShouldBe(person.Account.Email);
        all.GetProperty("email_verified").GetBoolean().ShouldBeTrue();
        little.ShouldBe($$"""{"sub":"{{person.Account.Id}}"}""");
    }

    [Fact]
    public async Task Userinfo_wants_a_token_of_a_person_with_openid()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        var withoutOpenId = await client.SignIn(person.Http, ("scope", "passport.read"));
        var full = await client.SignIn(person.Http);

        (await app.CreateClient().GetAsync("/connect/userinfo")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.UserInfo(withoutOpenId.Access)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.UserInfo(full.Id!)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var ours = await app.As("openid").GetAsync("/connect/userinfo");
        ours.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.As("clients.write").GetAsync("/connect/userinfo")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Userinfo_is_kept_by_no_cache_and_may_be_posted_to()
    {
        var client = await RelyingParty.New(app);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/connect/userinfo", UriKind.Relative));
        request.Headers.Authorization = new("Bearer", (await client.SignIn((await app.ALearner()).Http)).Access);

        var answer = await app.CreateClient().SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_revokes_what_it_was_granted_by_either_token(bool byAccessToken)
    {
        var client = await RelyingParty.New(app);
        var tokens = await client.SignIn((await app.ALearner()).Http);

        var answer = await client.Ask([("token", byAccessToken ? tokens.Access : tokens.Refresh)], "/connect/revocation");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await client.Refresh(tokens.Refresh!)).ShouldBeRefused(400, "invalid_grant");
        (await app.UserInfo(tokens.Access)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Another_client_revokes_nothing_and_is_told_nothing()
    {
        var (client, other) = (await RelyingParty.New(app), await RelyingParty.New(app));
        var tokens = await client.SignIn((await app.ALearner()).Http);

        foreach (var token in new[] { tokens.Refresh, tokens.Access, tokens.Id, "nonsense" })
        {
            (await other.Ask([("token", token)], "/connect/revocation")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await client.Refresh(tokens.Refresh!)).IsSuccessStatusCode.ShouldBeTrue();
        await (await client.Ask([("token", tokens.Refresh), ("client_secret", "guessed")], "/connect/revocation")).ShouldBeRefused(401, "invalid_client");
        await (await client.Ask([], "/connect/revocation")).ShouldBeRefused(400, "invalid_request");
    }

    [Fact]
    public async Task A_client_that_may_ask_is_told_what_a_token_allows_while_it_does()
    {
        var (client, checker) = (await RelyingParty.New(app), await RelyingParty.New(app, mayIntrospect: true));
        var person = await app.ALearner();
        var tokens = await client.SignIn(person.Http);

        var before = await (await checker.Ask([("token", tokens.Access)], "/connect/introspection")).Json();
        await app.Ends(person);
        var after = await (await checker.Ask([("token", tokens.Access)], "/connect/introspection")).Content.ReadAsStringAsync();

        before.GetProperty("active").GetBoolean().ShouldBeTrue();
        before.GetProperty("scope").GetString().ShouldBe(tokens.Scope);
        before.GetProperty("client_id").GetString().ShouldBe(client.Id);
        before.GetProperty("sub").GetString().ShouldBe(person.Account.Id.ToString());
        after.ShouldBe("""{"active":false}""");
    }

    [Fact]
    public async Task A_client_s_own_token_is_active_and_what_is_no_access_token_is_not()
    {
        var checker = await RelyingParty.New(app, mayIntrospect: true);
        var own = await (await app.Ask(("grant_type", "client_credentials"), ("client_id", DemoClient.Id), ("client_secret", IdentityApp.DemoSecret))).AccessToken();
        var tokens = await checker.SignIn((await app.ALearner()).Http);

        (await (await checker.Ask([("token", own)], "/connect/introspection")).Json()).GetProperty("active").GetBoolean().ShouldBeTrue();
        foreach (var token in new[] { tokens.Id, tokens.Refresh, own[..^6] + "AAAAAA", "nonsense" })
        {
            (await (await checker.Ask([("token", token)], "/connect/introspection")).Content.ReadAsStringAsync()).ShouldBe("""{"active":false}""");
        }
    }

    [Fact]
    public async Task The_token_of_a_system_that_was_removed_is_not_active_any_more()
    {
        var checker = await RelyingParty.New(app, mayIntrospect: true);
        var (id, secret) = await app.RegisterWithSecret("passport.read");
        var token = await (await app.Ask(("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret))).AccessToken();
        (await (await checker.Ask([("token", token)], "/connect/introspection")).Json()).GetProperty("active").GetBoolean().ShouldBeTrue();

        await app.Administrator().DeleteAsync($"/api/identity/v1/clients/{id}");

        (await (await checker.Ask([("token", token)], "/connect/introspection")).Content.ReadAsStringAsync()).ShouldBe("""{"active":false}""");
    }

    [Fact]
    public async Task A_client_that_may_not_ask_is_refused()
    {
        var client = await RelyingParty.New(app);
        var tokens = await client.SignIn((await app.ALearner()).Http);

        await (await client.Ask([("token", tokens.Access)], "/connect/introspection")).ShouldBeRefused(400, "unauthorized_client");
    }

    [Fact]
    public async Task A_person_s_scopes_are_not_for_a_client_itself()
    {
        var id = await app.Register(new
        {
            name = "Both",
            scopes = new[] { "openid", "email", "passport.read" },
            grantTypes = new[] { "authorization_code", "client_credentials" },
            redirectUris = new[] { RelyingParty.RedirectUri },
        });
        var secret = (await (await app.Administrator().PostAsync($"/api/identity/v1/clients/{id}/secret", null)).Json()).GetProperty("clientSecret").GetString()!;

        var all = await app.Ask(("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret));
        (await all.Json()).GetProperty("scope").GetString().ShouldBe("passport.read");
        await (await app.Ask(("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret), ("scope", "openid"))).ShouldBeRefused(400, "invalid_scope");
        await (await app.Ask(("grant_type", "refresh_token"), ("client_id", id), ("client_secret", secret), ("refresh_token", "x"))).ShouldBeRefused(400, "unauthorized_client");
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration", "GET", "https://anywhere.example", "*")]
    [InlineData("/.well-known/jwks.json", "GET", "https://anywhere.example", "*")]
    [InlineData("/connect/token", "POST", "https://spa.example", "https://spa.example")]
    [InlineData("/connect/userinfo", "GET", "https://spa.example", "https://spa.example")]
    [InlineData("/connect/token", "POST", "https://anywhere.example", null)]
    [InlineData("/connect/userinfo", "GET", "https://confidential.example", null)]
    [InlineData("/connect/introspection", "POST", "https://spa.example", null)]
    [InlineData("/connect/authorize", "GET", "https://spa.example", null)]
    public async Task Only_pages_that_need_it_are_let_in_from_other_origins(string path, string method, string origin, string? allowed)
    {
        await RelyingParty.New(app, redirectUri: "https://confidential.example/signed-in");
        await RelyingParty.New(app, isPublic: true, redirectUri: "https://spa.example/signed-in");
        using var preflight = new HttpRequestMessage(HttpMethod.Options, new Uri(path, UriKind.Relative));
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", method);

        var answer = await app.CreateClient().SendAsync(preflight);

        (answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins.Single() : null).ShouldBe(allowed);
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
    }
}
