using Academy.Passport.Credentials;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Academy.Passport.Tests.Credentials;

public sealed class CredentialKeysTests : IAsyncLifetime
{
    private readonly PassportApp _app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_credential_signed_with_a_retired_key_still_verifies_and_new_ones_are_signed_with_the_new_key()
    {
        var course = await _app.ACourse(validityMonths: null);
        var old = await _app.CredentialOf(await _app.ACompletion(course));
        var first = (await Published()).ShouldHaveSingleItem();

        _app.Clock.Advance(TimeSpan.FromDays(364) + TimeSpan.FromMinutes(1));
        var announced = (await Published())[0];
        announced.ShouldNotBe(first);
        (await SigningNow()).ShouldBe(first);

        _app.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1));
        (await SigningNow()).ShouldBe(announced);

        _app.Clock.Advance(TimeSpan.FromDays(3 * 365));
        await Published();
        _app.Clock.Advance(TimeSpan.FromDays(2));
        (await Published()).ShouldContain(first);
        var found = await _app.Verify(old);
        found.Outcome("signature").ShouldBe("Passed");
        found.Outcome("revocation").ShouldBe("Passed");
        (await _app.Verify(await _app.CredentialOf(await _app.ACompletion(course)))).Outcome("signature").ShouldBe("Passed");
    }

    [Fact]
    public async Task The_private_half_of_a_retired_key_is_gone()
    {
        var first = await SigningNow();
        _app.Clock.Advance(TimeSpan.FromDays(365));
        await Published();
        _app.Clock.Advance(TimeSpan.FromDays(366));
        await Published();

        var id = first.Split('#')[1];
        var kept = await _app.InDatabase(db => db.CredentialKeys.AsNoTracking().SingleAsync(key => key.Id == id));

        kept.PrivateKey.ShouldBeNull();
    }

    [Fact]
    public async Task Two_instances_that_look_at_the_same_moment_make_one_key()
    {
        using var one = Instance();
        using var other = Instance();

        var rings = await Task.WhenAll(one.Get(default), other.Get(default));

        rings[0].SigningKid.ShouldBe(rings[1].SigningKid);
        (await _app.InDatabase(db => db.CredentialKeys.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task No_private_key_is_readable_in_the_database()
    {
        var ring = await _app.Services.GetRequiredService<CredentialKeys>().Get(default);

        var kept = await _app.InDatabase(db => db.CredentialKeys.AsNoTracking().SingleAsync());

        kept.PrivateKey.ShouldNotBeNull().AsSpan().IndexOf(ring.Signing.ExportParameters(true).D).ShouldBe(-1);
    }

    [Fact]
    public async Task A_key_whose_seal_is_lost_verifies_on_and_another_one_signs()
    {
        var former = await SigningNow();
        using var elsewhere = Instance(Convert.ToBase64String(new byte[33]));

        var ring = await elsewhere.Get(default);

        ring.SigningKid.ShouldNotBe(former);
        ring.Find(former).ShouldNotBeNull();
    }

    [Fact]
    public void A_sealed_key_put_in_the_place_of_another_does_not_open()
    {
        var seal = new KeySeal(_app.Services.GetRequiredService<IConfiguration>());

        var closed = seal.Close("one", [1, 2, 3]);

        seal.Open("one", closed).ShouldBe([1, 2, 3]);
        seal.Open("other", closed).ShouldBeNull();
    }

    private CredentialKeys Instance(string? secret = null) => new(
        _app.Services.GetRequiredService<CredentialIssuer>(),
        new KeySeal(secret is null
            ? _app.Services.GetRequiredService<IConfiguration>()
            : new ConfigurationBuilder().AddInMemoryCollection([new("Codes:Key", secret)]).Build()),
        _app.Services.GetRequiredService<IServiceScopeFactory>(),
        _app.Clock,
        NullLogger<CredentialKeys>.Instance);

    private async Task<string> SigningNow() => (await _app.Services.GetRequiredService<CredentialKeys>().Get(default)).SigningKid;

    private async Task<List<string>> Published()
    {
        var did = await (await _app.CreateClient().GetAsync(new Uri("/.well-known/did.json", UriKind.Relative))).Json();
        did.GetProperty("id").GetString().ShouldBe("did:web:academy.test");
        var methods = did.GetProperty("verificationMethod").EnumerateArray().ToList();
        methods.ShouldAllBe(method => method.GetProperty("type").GetString() == "JsonWebKey" && method.GetProperty("controller").GetString() == "did:web:academy.test");
        methods.ShouldAllBe(method => method.GetProperty("publicKeyJwk").GetProperty("crv").GetString() == "P-256");
        var ids = methods.ConvertAll(method => method.GetProperty("id").GetString()!);
        did.GetProperty("assertionMethod").EnumerateArray().Select(id => id.GetString()).ShouldBe(ids);
        did.GetProperty("@context")[0].GetString().ShouldBe("https://www.w3.org/ns/did/v1");
        return ids;
    }
}
