using System.Net;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Connect;

public sealed class RegisterClientTests(IdentityApp app)
{
    private static readonly string[] Redirects = ["https://client.example/signed-in"];
    private static readonly string[] CodeOnly = ["authorization_code"];
    private static readonly string[] OpenId = ["openid"];

    public static TheoryData<string, object> Refused => new()
    {
        { "grant-type-unknown", new { name = "x", scopes = OpenId, grantTypes = new[] { "password" }, redirectUris = Redirects } },
        { "grant-type-unknown", new { name = "x", scopes = OpenId, grantTypes = new[] { "implicit" }, redirectUris = Redirects } },
        { "grant-type-unknown", new { name = "x", scopes = OpenId, grantTypes = Array.Empty<string>(), redirectUris = Redirects } },
        { "redirect-uri-missing", new { name = "x", scopes = OpenId, grantTypes = CodeOnly } },
        { "redirect-uri-unfit", new { name = "x", scopes = OpenId, grantTypes = CodeOnly, redirectUris = new[] { "http://client.example/cb" } } },
        { "redirect-uri-unfit", new { name = "x", scopes = OpenId, grantTypes = CodeOnly, redirectUris = Redirects, postLogoutRedirectUris = new[] { "https://client.example/*" } } },
        { "client-without-people", new { name = "x", scopes = OpenId } },
        { "client-without-people", new { name = "x", scopes = new[] { "passport.read" }, redirectUris = Redirects } },
        { "client-without-people", new { name = "x", scopes = new[] { "passport.read" }, isPublic = true } },
        { "client-without-people", new { name = "x", scopes = new[] { "passport.read" }, grantTypes = new[] { "client_credentials", "refresh_token" } } },
        { "public-client-proves-nothing", new { name = "x", scopes = OpenId, grantTypes = new[] { "authorization_code", "client_credentials" }, redirectUris = Redirects, isPublic = true } },
        { "public-client-proves-nothing", new { name = "x", scopes = OpenId, grantTypes = CodeOnly, redirectUris = Redirects, isPublic = true, mayIntrospect = true } },
        { "native-client-not-public", new { name = "x", scopes = OpenId, grantTypes = CodeOnly, redirectUris = Redirects, isNative = true } },
        { "offline-access-half", new { name = "x", scopes = new[] { "openid", "offline_access" }, grantTypes = CodeOnly, redirectUris = Redirects } },
        { "offline-access-half", new { name = "x", scopes = OpenId, grantTypes = new[] { "authorization_code", "refresh_token" }, redirectUris = Redirects } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_does_not_fit_together_is_refused_with_what_to_do(string slug, object body)
    {
        var answer = await app.Administrator().PostNew("/api/identity/v1/clients", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("type").GetString().ShouldBe($"/problems/{slug}");
    }

    [Fact]
    public async Task A_public_client_gets_no_secret()
    {
        var client = await RelyingParty.New(app, isPublic: true);

        (await app.Administrator().PostAsync($"/api/identity/v1/clients/{client.Id}/secret", null)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_client_that_is_removed_takes_what_it_was_granted_with_it()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        var tokens = await client.SignIn(person.Http);

        (await app.Administrator().DeleteAsync($"/api/identity/v1/clients/{client.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await app.InDatabase(db => db.Grants.AnyAsync(grant => grant.ClientId == client.Id))).ShouldBeFalse();
        (await app.UserInfo(tokens.Access)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await person.Http.GetAsync(client.AuthorizeAt())).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
