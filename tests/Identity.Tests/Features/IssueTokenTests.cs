using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Academy.Identity.Domain;
using Academy.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Academy.Identity.Tests.Features;

public sealed class IssueTokenTests(IdentityApp app)
{
    [Fact]
    public async Task A_client_with_a_secret_in_the_body_gets_a_token_for_what_it_may_do()
    {
        var (id, secret) = await app.RegisterWithSecret("completions.write", "kitemark.write", "passport.read");

        var answer = await app.Ask(("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret));

        var body = await answer.Json();
        body.GetProperty("token_type").GetString().ShouldBe("Bearer");
        body.GetProperty("expires_in").GetInt32().ShouldBe(270);
        body.GetProperty("scope").GetString().ShouldBe("completions.write kitemark.write passport.read");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var token = new JsonWebToken(body.GetProperty("access_token").GetString());
        token.Typ.ShouldBe("at+jwt");
        token.Alg.ShouldBe("ES256");
        token.Issuer.ShouldBe(TestTokens.Issuer);
        token.Subject.ShouldBe(id);
        token.GetClaim("client_id").Value.ShouldBe(id);
        token.Audiences.ShouldBe(["academy-passport", "academy-kitemark"]);
        token.Id.ShouldNotBeNullOrEmpty();
        (token.ValidTo - token.IssuedAt).ShouldBe(TimeSpan.FromMinutes(4.5));
        token.TryGetClaim("org", out _).ShouldBeFalse();
        token.TryGetClaim("learner_id", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_client_with_a_secret_in_the_header_gets_a_token()
    {
        var (id, secret) = await app.RegisterWithSecret("passport.read");

        (await AskBasic(id, secret)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_may_ask_for_less_than_it_holds()
    {
        var (id, secret) = await app.RegisterWithSecret("passport.read", "kitemark.write");

        var answer = await app.Ask(("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret), ("scope", "kitemark.write"));

        var token = new JsonWebToken(await answer.AccessToken());
        token.GetClaim("scope").Value.ShouldBe("kitemark.write");
        token.Audiences.ShouldBe(["academy-kitemark"]);
    }

    [Fact]
    public async Task The_audience_is_a_list_even_for_one_service()
    {
        var (id, secret) = await app.RegisterWithSecret("passport.read");

        var token = await (await AskBasic(id, secret)).AccessToken();

        Encoding.UTF8.GetString(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(token.Split('.')[1]))
            .ShouldContain("""
                "aud":["academy-passport"]
                """.Trim());
    }

    [Fact]
    public async Task The_token_says_for_which_organisation_and_in_which_roles_the_client_speaks()
    {
        var answer = await app.Ask(("grant_type", "client_credentials"), ("client_id", DemoClient.Id), ("client_secret", IdentityApp.DemoSecret));

        var token = new JsonWebToken(await answer.AccessToken());
        token.GetClaim("org").Value.ShouldBe(DemoClient.AcademyId.ToString());
        token.GetClaim("org_kind").Value.ShouldBe("Academy");
        token.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value)
            .ShouldBe(["officer", "kitemark-lead", "administrator"]);
    }

    [Fact]
    public async Task A_token_is_accepted_by_a_service_that_checks_it_as_all_services_do()
    {
        var answer = await app.Ask(("grant_type", "client_credentials"), ("client_id", DemoClient.Id), ("client_secret", IdentityApp.DemoSecret));
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await answer.AccessToken());

        var registered = await client.PostNew("/api/identity/v1/clients", new { name = "Registered with a real token", scopes = new[] { "passport.read" } });

        registered.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_token_for_another_service_is_not_accepted()
    {
        var answer = await app.Ask(
            ("grant_type", "client_credentials"), ("client_id", DemoClient.Id), ("client_secret", IdentityApp.DemoSecret), ("scope", "passport.read"));
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await answer.AccessToken());

        (await client.PostNew("/api/identity/v1/clients", new { name = "Wrong audience", scopes = new[] { "passport.read" } }))
            .StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_client_get_the_same_answer()
    {
        var (id, secret) = await app.RegisterWithSecret("passport.read");

        var wrong = await app.Ask(("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret[..^1] + (secret[^1] == '0' ? '1' : '0')));
        var unknown = await app.Ask(("grant_type", "client_credentials"), ("client_id", "nobody"), ("client_secret", secret));

        await wrong.ShouldBeRefused(401, "invalid_client");
        await unknown.ShouldBeRefused(401, "invalid_client");
        wrong.Headers.WwwAuthenticate.ToString().ShouldStartWith("Basic");
        (await wrong.Content.ReadAsStringAsync()).ShouldBe(await unknown.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_client_without_a_secret_cannot_use_an_empty_one()
    {
        var id = await app.Register(new { name = "No secret yet", scopes = new[] { "passport.read" } });

        await (await AskBasic(id, "")).ShouldBeRefused(401, "invalid_client");
        await (await app.Ask(("grant_type", "client_credentials"), ("client_id", id))).ShouldBeRefused(401, "invalid_client");
    }

    [Fact]
    public async Task A_scope_the_client_does_not_hold_is_refused()
    {
        var (id, secret) = await app.RegisterWithSecret("passport.read");

        await (await app.Ask(("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret), ("scope", "passport.read clients.write")))
            .ShouldBeRefused(400, "invalid_scope");
    }

    [Theory]
    [InlineData("password", "unsupported_grant_type")]
    [InlineData("authorization_code", "unauthorized_client")]
    [InlineData("", "invalid_request")]
    public async Task Any_other_grant_is_refused(string grant, string error)
    {
        var (id, secret) = await app.RegisterWithSecret("passport.read");

        await (await app.Ask(("grant_type", grant), ("client_id", id), ("client_secret", secret))).ShouldBeRefused(400, error);
    }

    [Fact]
    public async Task A_field_sent_twice_is_refused()
    {
        var (id, secret) = await app.RegisterWithSecret("passport.read");

        await (await app.Ask(("grant_type", "client_credentials"), ("client_id", id), ("client_id", id), ("client_secret", secret)))
            .ShouldBeRefused(400, "invalid_request");
    }

    [Fact]
    public async Task Two_ways_of_authentication_at_once_are_refused()
    {
        var (id, secret) = await app.RegisterWithSecret("passport.read");

        await (await app.Ask(("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret), ("client_assertion", "a.b.c")))
            .ShouldBeRefused(400, "invalid_request");
    }

    [Theory]
    [InlineData("Basic %%%")]
    [InlineData("Basic bm9jb2xvbg==")]
    [InlineData("Bearer abc")]
    [InlineData("Basic")]
    [InlineData("Basic AAA6AAA=")]
    public async Task A_malformed_header_is_refused(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]),
        };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        await (await app.CreateClient().SendAsync(request)).ShouldBeRefused(401, "invalid_client");
    }

    [Fact]
    public async Task A_request_that_is_not_a_form_is_refused()
        => await (await app.CreateClient().PostAsJsonAsync("/connect/token", new { grant_type = "client_credentials" }))
            .ShouldBeRefused(400, "invalid_request");

    private async Task<HttpResponseMessage> AskBasic(string id, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
        return await app.CreateClient().SendAsync(request);
    }
}
