using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Launcher.Demo;

/// <summary>Who appears in the story, each with credentials of their own, made through the public API.</summary>
internal sealed class Cast(HttpClient http, Narrator narrator, string bootstrapSecret)
{
    private static readonly string[] LearnerScopes =
        ["passport.read", "passport.share", "learners.read", "learners.write", "pathway.read", "benefits.read", "benefits.code"];

    private readonly Dictionary<string, (string Token, DateTimeOffset Until)> _tokens = [];

    /// <summary>Academy staff: the client every platform starts with.</summary>
    public ApiClient Academy => Client("Academy", cancel => Token("academy-demo", () => Secret("academy-demo", bootstrapSecret), cancel));

    public ApiClient Anybody => Client("Somebody", token: null);

    /// <summary>A system of an organisation, with a shared secret.</summary>
    public Task<ApiClient> Organisation(string name, string kind, Guid id, string[] scopes, CancellationToken cancel)
        => WithSecret(name, new { name, scopes, organisation = new { kind, id } }, cancel);

    /// <summary>A learner's own client. Until people can sign in, development lets a client speak for one learner.</summary>
    public Task<ApiClient> Learner(string name, Guid learnerId, CancellationToken cancel) => WithSecret(
        name, new { name = "A learner's phone", scopes = LearnerScopes, learnerId }, cancel);

    /// <summary>A system that holds its own key and shows it by signing (private_key_jwt).</summary>
    public async Task<ApiClient> WithKey(string name, string kind, Guid id, string[] scopes, CancellationToken cancel)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key) { KeyId = "demo" });
        var registered = await Academy.SendQuietly(HttpMethod.Post, "api/identity/v1/clients", new
        {
            name,
            scopes,
            organisation = new { kind, id },
            jwks = new { keys = new[] { new { kty = jwk.Kty, crv = jwk.Crv, x = jwk.X, y = jwk.Y, kid = "demo" } } },
        }, cancel);
        var clientId = registered.GetProperty("clientId").GetString()!;
        return Client(name, ct => Token(clientId, () => Assertion(clientId, key), ct));
    }

    private async Task<ApiClient> WithSecret(string name, object registration, CancellationToken cancel)
    {
        var registered = await Academy.SendQuietly(HttpMethod.Post, "api/identity/v1/clients", registration, cancel);
        var clientId = registered.GetProperty("clientId").GetString()!;
        var secret = (await Academy.SendQuietly(HttpMethod.Post, $"api/identity/v1/clients/{clientId}/secret", new { }, cancel)).GetProperty("clientSecret").GetString()!;
        return Client(name, ct => Token(clientId, () => Secret(clientId, secret), ct));
    }

    private ApiClient Client(string name, Func<CancellationToken, Task<string>>? token) => new(name, http, token, narrator);

    private async Task<string> Token(string clientId, Func<Dictionary<string, string>> authentication, CancellationToken cancel)
    {
        if (_tokens.TryGetValue(clientId, out var known) && known.Until > DateTimeOffset.UtcNow)
            return known.Token;
        var form = authentication();
        form["grant_type"] = "client_credentials";
        using var content = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync(new Uri("connect/token", UriKind.Relative), content, cancel);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
        if (!response.IsSuccessStatusCode)
            throw new StoryBroken($"{clientId} got no token: {body}");
        var token = body.GetProperty("access_token").GetString()!;
        _tokens[clientId] = (token, DateTimeOffset.UtcNow.AddSeconds(body.GetProperty("expires_in").GetInt32() - 60));
        return token;
    }

    private static Dictionary<string, string> Secret(string clientId, string secret)
        => new() { ["client_id"] = clientId, ["client_secret"] = secret };

    private Dictionary<string, string> Assertion(string clientId, ECDsa key)
    {
        var assertion = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = clientId,
            Audience = http.BaseAddress!.GetLeftPart(UriPartial.Authority),
            Claims = new Dictionary<string, object> { ["sub"] = clientId, ["jti"] = Guid.NewGuid().ToString() },
            Expires = DateTime.UtcNow.AddMinutes(2),
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = "demo" }, SecurityAlgorithms.EcdsaSha256),
        });
        return new()
        {
            ["client_id"] = clientId,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
        };
    }
}
