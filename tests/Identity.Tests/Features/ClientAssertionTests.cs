using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Academy.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Tests.Features;

public sealed class ClientAssertionTests(IdentityApp app)
{
    private const string TokenEndpoint = $"{TestTokens.Issuer}/connect/token";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Theory]
    [InlineData(TestTokens.Issuer)]
    [InlineData(TokenEndpoint)]
    public async Task An_assertion_signed_with_the_clients_key_gets_a_token(string audience)
    {
        var id = await app.RegisterWithKey(_key, "completions.write");

        var answer = await Ask(Assertion(id, audience: audience));

        new JsonWebToken(await answer.AccessToken()).Subject.ShouldBe(id);
    }

    [Fact]
    public async Task An_assertion_is_good_once()
    {
        var id = await app.RegisterWithKey(_key, "completions.write");
        var assertion = Assertion(id);

        (await Ask(assertion)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await Ask(assertion)).ShouldBeRefused(401, "invalid_client");
    }

    [Fact]
    public async Task The_same_assertion_sent_many_times_at_once_gets_one_token()
    {
        var id = await app.RegisterWithKey(_key, "completions.write");
        var assertion = Assertion(id);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Ask(assertion)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task A_jti_that_cannot_be_remembered_is_refused()
    {
        var id = await app.RegisterWithKey(_key, "completions.write");

        await (await Ask(Assertion(id, jti: "a\0b"))).ShouldBeRefused(401, "invalid_client");
    }

    [Fact]
    public async Task A_jti_used_by_one_client_is_free_for_another()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var first = await app.RegisterWithKey(_key, "passport.read");
        var second = await app.RegisterWithKey(other, "passport.read");

        (await Ask(Assertion(first, jti: "the-same"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Ask(Assertion(second, jti: "the-same", key: other))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Assertions_are_forgotten_after_they_expired()
    {
        var id = await app.RegisterWithKey(_key, "passport.read");
        await app.InDatabase(async db => await db.UseAssertion(id, "old", DateTime.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddHours(-1), default));

        (await Ask(Assertion(id))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await app.InDatabase(db => Task.FromResult(db.UsedAssertions.Count(used => used.ClientId == id && used.Jti == "old")))).ShouldBe(0);
    }

    [Fact]
    public async Task An_unsigned_assertion_is_refused()
    {
        var id = await app.RegisterWithKey(_key, "passport.read");
        var payload = Assertion(id).Split('.')[1];

        await Refused($"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{payload}.");
    }

    [Fact]
    public async Task An_assertion_keyed_with_the_public_key_as_a_secret_is_refused()
    {
        var id = await app.RegisterWithKey(_key, "passport.read");
        var signed = $"{Base64UrlEncoder.Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Assertion(id).Split('.')[1]}";
        foreach (var secret in new[] { _key.ExportSubjectPublicKeyInfo(), Encoding.UTF8.GetBytes(_key.ExportSubjectPublicKeyInfoPem()) })
        {
            var mac = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(signed));

            await Refused($"{signed}.{Base64UrlEncoder.Encode(mac)}");
        }
    }

    [Fact]
    public async Task An_assertion_for_another_audience_is_refused()
        => await Refused(Assertion(await app.RegisterWithKey(_key, "passport.read"), audience: "https://elsewhere.example"));

    [Fact]
    public async Task An_expired_assertion_is_refused()
        => await Refused(Assertion(await app.RegisterWithKey(_key, "passport.read"), lives: TimeSpan.FromMinutes(-2)));

    [Fact]
    public async Task An_assertion_that_lives_too_long_is_refused()
        => await Refused(Assertion(await app.RegisterWithKey(_key, "passport.read"), lives: TimeSpan.FromMinutes(10)));

    [Fact]
    public async Task An_assertion_without_an_expiry_is_refused()
        => await Refused(Assertion(await app.RegisterWithKey(_key, "passport.read"), lives: null));

    [Fact]
    public async Task An_assertion_without_a_jti_is_refused()
        => await Refused(Assertion(await app.RegisterWithKey(_key, "passport.read"), jti: ""));

    [Fact]
    public async Task An_assertion_about_another_subject_is_refused()
        => await Refused(Assertion(await app.RegisterWithKey(_key, "passport.read"), subject: "academy-demo"));

    [Fact]
    public async Task An_assertion_signed_with_another_clients_key_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await app.RegisterWithKey(other, "passport.read");

        await Refused(Assertion(await app.RegisterWithKey(_key, "passport.read"), key: other));
    }

    [Fact]
    public async Task An_assertion_that_brings_its_own_key_is_refused()
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = await app.RegisterWithKey(_key, "passport.read");

        await Refused(Assertion(id, key: own, header: new() { ["jwk"] = JsonSerializer.SerializeToElement(IdentityApp.PublicHalf(own)) }));
    }

    [Fact]
    public async Task An_assertion_of_an_unknown_client_or_of_one_without_keys_is_refused()
    {
        await Refused(Assertion("nobody"));
        await Refused(Assertion("academy-demo"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    [InlineData("e30.e30.e30")]
    public async Task What_is_no_assertion_at_all_is_refused(string assertion)
    {
        var answer = await Ask(assertion);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_assertion_with_any_letter_changed_is_refused()
    {
        var id = await app.RegisterWithKey(_key, "passport.read");
        var assertion = Assertion(id);
        for (var at = 0; at < assertion.Length - 1; at += 7)
        {
            if (assertion[at] != '.')
            {
                await Refused(assertion[..at] + (assertion[at] == 'A' ? 'B' : 'A') + assertion[(at + 1)..]);
            }
        }
    }

    [Fact]
    public async Task Another_client_id_beside_the_assertion_is_refused()
    {
        var id = await app.RegisterWithKey(_key, "passport.read");

        await (await Ask(Assertion(id), ("client_id", "academy-demo"))).ShouldBeRefused(401, "invalid_client");
    }

    private string Assertion(
        string client,
        string? audience = null,
        string? subject = null,
        string? jti = null,
        ECDsa? key = null,
        Dictionary<string, object>? header = null)
        => Assertion(client, TimeSpan.FromMinutes(3), audience, subject, jti, key, header);

    private string Assertion(
        string client,
        TimeSpan? lives,
        string? audience = null,
        string? subject = null,
        string? jti = null,
        ECDsa? key = null,
        Dictionary<string, object>? header = null)
        => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = client,
            Audience = audience ?? TokenEndpoint,
            Expires = lives is { } span ? (app.Clock.GetUtcNow() + span).UtcDateTime : null,
            Claims = new Dictionary<string, object> { ["sub"] = subject ?? client, ["jti"] = jti ?? Guid.NewGuid().ToString() },
            AdditionalHeaderClaims = header,
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key ?? _key), SecurityAlgorithms.EcdsaSha256),
        });

    private async Task Refused(string assertion) => await (await Ask(assertion)).ShouldBeRefused(401, "invalid_client");

    private Task<HttpResponseMessage> Ask(string assertion, params (string, string)[] more)
        => app.Ask([
            ("grant_type", "client_credentials"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion),
            .. more]);
}
