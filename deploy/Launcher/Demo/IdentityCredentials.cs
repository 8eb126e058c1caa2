using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Launcher.Demo;

/// <summary>Credentials from Identity, made through the public API by the client every platform starts with.</summary>
internal sealed class IdentityCredentials(HttpClient http, string bootstrapSecret) : ICredentials
{
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> _tokens = new(StringComparer.Ordinal);

    private ApiClient Academy => new("Academy", http, OfTheAcademy, new Narrator(_ => { }));

    public Task<string> OfTheAcademy(CancellationToken cancel) => Token("academy-demo", () => Secret("academy-demo", bootstrapSecret), cancel);

    public async Task<Func<CancellationToken, Task<string>>> Of(Member member, CancellationToken cancel)
        => member.HoldsOwnKey ? await WithKey(member, cancel) : await WithSecret(member, cancel);

    private async Task<Func<CancellationToken, Task<string>>> WithKey(Member member, CancellationToken cancel)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key) { KeyId = "demo" });
        var clientId = await Register(member, new { keys = new[] { new { kty = jwk.Kty, crv = jwk.Crv, x = jwk.X, y = jwk.Y, kid = "demo" } } }, cancel);
        return ct => Token(clientId, () => Assertion(clientId, key), ct);
    }

    private async Task<Func<CancellationToken, Task<string>>> WithSecret(Member member, CancellationToken cancel)
    {
        var clientId = await Register(member, jwks: null, cancel);
        var renewed = await Academy.SendQuietly(HttpMethod.Post, $"api/identity/v1/clients/{clientId}/secret", new { }, cancel);
        var secret = renewed.GetProperty("clientSecret").GetString()!;
        return ct => Token(clientId, () => Secret(clientId, secret), ct);
    }

    private async Task<string> Register(Member member, object? jwks, CancellationToken cancel)
    {
        var registered = await Academy.SendQuietly(HttpMethod.Post, "api/identity/v1/clients", new
        {
            // The record of clients names no learner.
            name = member.LearnerId is null ? member.Name : "A learner's phone",
            scopes = member.Scopes,
            organisation = member.OrganisationKind is null ? null : new { kind = member.OrganisationKind, id = member.OrganisationId },
            learnerId = member.LearnerId,
            jwks,
        }, cancel);
        return registered.GetProperty("clientId").GetString()!;
    }

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
