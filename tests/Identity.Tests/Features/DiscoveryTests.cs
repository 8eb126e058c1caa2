using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Academy.Identity.Connect;
using Academy.Identity.Domain;
using Academy.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Tests.Features;

public sealed class DiscoveryTests(IdentityApp app)
{
    [Fact]
    public async Task Discovery_leads_to_the_keys_that_verify_a_token()
    {
        var discovery = await Get("/.well-known/openid-configuration");
        var keys = await app.CreateClient().GetStringAsync(new Uri(discovery.GetProperty("jwks_uri").GetString()!).PathAndQuery);
        var answer = await app.Ask(("grant_type", "client_credentials"), ("client_id", DemoClient.Id), ("client_secret", IdentityApp.DemoSecret));

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(await answer.AccessToken(), new TokenValidationParameters
        {
            ValidIssuer = discovery.GetProperty("issuer").GetString(),
            ValidAudience = "academy-passport",
            ValidTypes = ["at+jwt"],
            ValidAlgorithms = ["ES256"],
            IssuerSigningKeys = new JsonWebKeySet(keys).GetSigningKeys(),
            TryAllIssuerSigningKeys = false,
        });

        result.IsValid.ShouldBeTrue(result.Exception?.Message);
    }

    [Fact]
    public async Task Discovery_can_be_read_as_other_services_read_it()
    {
        var text = await app.CreateClient().GetStringAsync("/.well-known/openid-configuration");

        var read = OpenIdConnectConfiguration.Create(text);

        read.Issuer.ShouldBe(TestTokens.Issuer);
        read.TokenEndpoint.ShouldBe($"{TestTokens.Issuer}/connect/token");
        read.ScopesSupported.ShouldContain("kitemark.decide");
        read.AuthorizationEndpoint.ShouldBe($"{TestTokens.Issuer}/connect/authorize");
        read.UserInfoEndpoint.ShouldBe($"{TestTokens.Issuer}/connect/userinfo");
        read.EndSessionEndpoint.ShouldBe($"{TestTokens.Issuer}/connect/logout");
        read.GrantTypesSupported.ShouldBe(["authorization_code", "refresh_token", "client_credentials"], ignoreOrder: true);
        read.ResponseTypesSupported.ShouldBe(["code"]);
        read.IdTokenSigningAlgValuesSupported.ShouldBe(["ES256"]);
    }

    [Fact]
    public async Task The_signing_key_and_the_former_one_are_published_without_their_private_halves()
    {
        var answer = await app.CreateClient().GetAsync("/.well-known/jwks.json");

        var keys = (await answer.Json()).GetProperty("keys").EnumerateArray().ToList();
        keys.Select(key => key.GetProperty("x").GetString()).ShouldBe(
            new[] { app.SigningKey, app.FormerKey }.Select(key => Base64UrlEncoder.Encode(key.ExportParameters(false).Q.X)));
        foreach (var key in keys)
        {
            key.EnumerateObject().Select(property => property.Name).ShouldBe(["kty", "crv", "use", "alg", "kid", "x", "y"]);
            var canonical = JsonSerializer.Serialize(new
            {
                crv = key.GetProperty("crv").GetString(),
                kty = key.GetProperty("kty").GetString(),
                x = key.GetProperty("x").GetString(),
                y = key.GetProperty("y").GetString(),
            });
            key.GetProperty("kid").GetString().ShouldBe(Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(canonical))));
        }

        answer.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void A_key_of_another_curve_does_not_start()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Should.Throw<InvalidOperationException>(() => Keys(key.ExportPkcs8PrivateKeyPem())).Message.ShouldContain("P-256");
    }

    [Fact]
    public void A_public_key_does_not_sign()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Should.Throw<InvalidOperationException>(() => Keys(key.ExportSubjectPublicKeyInfoPem())).Message.ShouldContain("private");
    }

    private static ConfiguredKeys Keys(string pem)
        => new(new ConfigurationBuilder().AddInMemoryCollection([new("Identity:SigningKey", pem)]).Build());

    private async Task<JsonElement> Get(string path)
    {
        var answer = await app.CreateClient().GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Json();
    }
}
