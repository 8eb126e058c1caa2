using System.Security.Cryptography;
using Academy.Identity.Domain;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Tests.Connect;

/// <summary>The portal is a client that is there from the start, at Identity's own origin, with a key of its own.</summary>
public sealed class PortalClientTests(IdentityApp app)
{
    private const string Address = $"{TestTokens.Issuer}/signed-in";

    [Fact]
    public async Task The_portal_signs_people_in_with_its_own_key_and_learns_whom_they_act_for()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Make(key);
        var person = await app.ALearner();
        var portal = new RelyingParty(app, PortalClient.Id, Secret: null);

        var sent = (await person.Http.GetAsync(portal.AuthorizeAt(("redirect_uri", Address)))).Sent(Address);
        var tokens = await Tokens.Of(await portal.Redeem(
            sent["code"], ("redirect_uri", Address), ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), ("client_assertion", Assertion(key))));

        tokens.IdToken.GetClaim("learner_id").Value.ShouldBe(person.Account.LearnerId!.Value.ToString());
        tokens.IdToken.GetClaim("name").Value.ShouldBe(person.Account.FullName);
        tokens.IdToken.TryGetClaim("org", out _).ShouldBeFalse();
        tokens.Refresh.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("/signed-in")]
    [InlineData("https://elsewhere.example/signed-in")]
    [InlineData("https://academy.test.elsewhere.example/signed-in")]
    [InlineData("https://academy.test/signed-in/")]
    public async Task It_sends_people_back_to_the_portal_and_nowhere_else(string address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Make(key);
        var person = await app.ALearner();

        var answer = await person.Http.GetAsync(new RelyingParty(app, PortalClient.Id, Secret: null).AuthorizeAt(("redirect_uri", address)));

        ((int)answer.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task Making_it_again_changes_its_key_and_makes_no_second_one()
    {
        using var former = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Make(former);
        await Make(key);

        var client = await app.InDatabase(db => db.Clients.SingleAsync(client => client.Id == PortalClient.Id));
        new JsonWebKeySet(client.Keys).Keys.Single().X.ShouldBe(Base64UrlEncoder.Encode(key.ExportParameters(false).Q.X!));
        client.Keys!.ShouldNotContain("\"d\"");
        client.SecretHash.ShouldBeNull();
    }

    private string Assertion(ECDsa key) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = PortalClient.Id,
        Audience = TestTokens.Issuer,
        Expires = app.Clock.GetUtcNow().AddMinutes(1).UtcDateTime,
        Claims = new Dictionary<string, object> { ["sub"] = PortalClient.Id, ["jti"] = Guid.NewGuid().ToString() },
        SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256),
    });

    private Task<bool> Make(ECDsa key) => app.InDatabase(async db =>
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Identity:PortalKey"] = key.ExportSubjectPublicKeyInfoPem() }).Build();
        await PortalClient.Ensure(db, app.Clock, configuration);
        return true;
    });
}
