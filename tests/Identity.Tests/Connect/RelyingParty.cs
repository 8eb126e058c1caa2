using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Academy.Identity.Connect;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Academy.Identity.Tests.Connect;

/// <summary>A client people sign in to, as a test plays it, with what it would keep between the steps.</summary>
internal sealed record RelyingParty(IdentityApp App, string Id, string? Secret)
{
    public const string RedirectUri = "https://client.example/signed-in?from=academy";
    public const string SignedOutUri = "https://client.example/signed-out";
    public const string State = "a state: with ümlaut & symbols";
    public const string Nonce = "a nonce";
    public const string Scope = "openid profile email offline_access passport.read benefits.check";

    public string Verifier { get; } = RandomToken.New();

    public static async Task<RelyingParty> New(
        IdentityApp app, bool isPublic = false, bool isNative = false, bool isFirstParty = true, bool mayIntrospect = false,
        string scope = Scope, string redirectUri = RedirectUri)
    {
        var id = await app.Register(new
        {
            name = "Silverdale Rota",
            scopes = scope.Split(' '),
            grantTypes = new[] { "authorization_code", "refresh_token" },
            redirectUris = new[] { redirectUri },
            postLogoutRedirectUris = new[] { SignedOutUri },
            isPublic,
            isNative,
            isFirstParty,
            mayIntrospect,
        });
        return new RelyingParty(app, id, isPublic ? null : await SecretOf(app, id));
    }

    /// <summary>The address of an authorization request; a change without a value leaves the parameter out.</summary>
    public string AuthorizeAt(params (string Name, string? Value)[] changes)
    {
        var parameters = Request(changes);
        return QueryHelpers.AddQueryString("/connect/authorize", parameters);
    }

    public Dictionary<string, string?> Request(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = Id,
            ["redirect_uri"] = RedirectUri,
            ["scope"] = Scope,
            ["state"] = State,
            ["nonce"] = Nonce,
            ["code_challenge"] = Pkce.Challenge(Verifier),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return parameters.Where(parameter => parameter.Value is not null).ToDictionary(StringComparer.Ordinal);
    }

    public async Task<string> Code(HttpClient browser, params (string Name, string? Value)[] changes)
    {
        var answer = await browser.GetAsync(AuthorizeAt(changes));
        return answer.Sent().ShouldContainKeyAndGet("code");
    }

    public Task<HttpResponseMessage> Redeem(string code, params (string Name, string? Value)[] changes) => Ask(
        [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", RedirectUri), ("code_verifier", Verifier), .. changes]);

    public Task<HttpResponseMessage> Refresh(string refreshToken, params (string Name, string? Value)[] changes)
        => Ask([("grant_type", "refresh_token"), ("refresh_token", refreshToken), .. changes]);

    public Task<HttpResponseMessage> Ask(IReadOnlyList<(string Name, string? Value)> fields, string path = "/connect/token")
    {
        var form = new Dictionary<string, string?>(StringComparer.Ordinal) { ["client_id"] = Id, ["client_secret"] = Secret };
        foreach (var (name, value) in fields)
        {
            form[name] = value;
        }

        return App.CreateClient().PostAsync(path, new FormUrlEncodedContent(form.Where(field => field.Value is not null)));
    }

    public async Task<Tokens> SignIn(HttpClient browser, params (string Name, string? Value)[] changes)
        => await Tokens.Of(await Redeem(await Code(browser, changes)));

    private static async Task<string> SecretOf(IdentityApp app, string id)
    {
        var answer = await app.Administrator().PostAsync($"/api/identity/v1/clients/{id}/secret", null);
        return (await answer.Json()).GetProperty("clientSecret").GetString()!;
    }
}

/// <summary>The answer of the token endpoint.</summary>
internal sealed record Tokens(string Access, string Scope, string? Id, string? Refresh)
{
    public JsonWebToken AccessToken => new(Access);

    public JsonWebToken IdToken => new(Id);

    public static async Task<Tokens> Of(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(200, text);
        var body = JsonDocument.Parse(text).RootElement;
        return new Tokens(Text(body, "access_token")!, Text(body, "scope")!, Text(body, "id_token"), Text(body, "refresh_token"));
    }

    private static string? Text(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value.GetString() : null;
}

internal static class Answers
{
    /// <summary>What a redirect sends back to the client.</summary>
    public static Dictionary<string, string> Sent(this HttpResponseMessage answer, string to = "https://client.example/signed-in")
    {
        ((int)answer.StatusCode).ShouldBe(303, answer.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        var address = answer.Headers.Location!;
        address.OriginalString.ShouldStartWith(to);
        return QueryHelpers.ParseQuery(address.Query).ToDictionary(field => field.Key, field => field.Value.Single()!, StringComparer.Ordinal);
    }

    public static string ShouldContainKeyAndGet(this Dictionary<string, string> fields, string name)
    {
        fields.ShouldContainKey(name, string.Join(' ', fields.Select(field => $"{field.Key}={field.Value}")));
        return fields[name];
    }

    public static void ShouldSend(this HttpResponseMessage answer, string error)
    {
        var sent = answer.Sent();
        sent.ShouldContainKeyAndGet("error").ShouldBe(error);
        sent.ShouldNotContainKey("code");
        sent["iss"].ShouldBe(TestTokens.Issuer);
    }

    /// <summary>Where in this service a redirect leads.</summary>
    public static string Leads(this HttpResponseMessage answer)
    {
        ((int)answer.StatusCode).ShouldBe(303, answer.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        return answer.Headers.Location!.OriginalString;
    }

    public static async Task<HttpResponseMessage> UserInfo(this IdentityApp app, string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/connect/userinfo", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return await app.CreateClient().SendAsync(request);
    }

    /// <summary>A learner's account, and a browser signed in to it.</summary>
    public static async Task<Person> ALearner(this IdentityApp app)
    {
        var person = await app.SignedIn();
        var account = person.Account.Id;
        var learner = Guid.CreateVersion7();
        await app.InDatabase(async db =>
        {
            (await db.Accounts.FindAsync(account))!.LinkTo(learner);
            return await db.SaveChangesAsync();
        });
        person.Account.LinkTo(learner);
        return person;
    }

    public static Task<Membership> Gives(
        this IdentityApp app, Person person, OrganisationKind kind, string role, Guid? organisation = null, string name = "Hilltop House", params string[] workplaces)
        => app.InDatabase(async db =>
        {
            var membership = new Membership(
                person.Account.Id, kind, organisation ?? Guid.CreateVersion7(), name, role, workplaces.Length > 0 ? workplaces : null, app.Clock.GetUtcNow());
            db.Add(membership);
            await db.SaveChangesAsync();
            return membership;
        });

    /// <summary>Ends the session, as signing out everywhere does.</summary>
    public static Task<int> Ends(this IdentityApp app, Person person)
    {
        var (id, now) = (person.Session.Id, app.Clock.GetUtcNow());
        return app.InDatabase(db => db.Sessions.Where(session => session.Id == id).ExecuteUpdateAsync(session => session.SetProperty(s => s.EndedAt, now)));
    }

    public static string Decoded(this JsonWebToken token) => Encoding.UTF8.GetString(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
}
