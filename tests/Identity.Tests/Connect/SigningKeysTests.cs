using Academy.Identity.Connect;
using Academy.Identity.Domain;
using Academy.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Academy.Identity.Tests.Connect;

public sealed class SigningKeysTests : IAsyncLifetime
{
    private readonly IdentityApp _app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_operator_s_key_signs_first_and_a_new_one_is_published_a_day_before_it_takes_over()
    {
        var first = await SigningNow();
        first.ShouldBe(ConfiguredKeys.Name(_app.SigningKey).KeyId);
        (await Published()).ShouldBe([first, ConfiguredKeys.Name(_app.FormerKey).KeyId]);

        _app.Clock.Advance(TimeSpan.FromDays(89) + TimeSpan.FromMinutes(1));
        var announced = (await Published())[0];
        announced.ShouldNotBe(first);
        (await SigningNow()).ShouldBe(first);

        _app.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1));
        (await SigningNow()).ShouldBe(announced);
        (await Published()).ShouldContain(first);

        _app.Clock.Advance(TimeSpan.FromDays(32));
        (await Published()).ShouldNotContain(first);
        (await SigningNow()).ShouldBe(announced);
    }

    [Fact]
    public async Task Two_instances_that_look_at_the_same_moment_make_one_key()
    {
        var (one, other) = (Instance(null), Instance(null));
        await _app.InDatabase(db => db.SigningKeys.ExecuteDeleteAsync());

        var sets = await Task.WhenAll(one.Get(default), other.Get(default));

        sets[0].Signing.Key.KeyId.ShouldBe(sets[1].Signing.Key.KeyId);
        (await _app.InDatabase(db => db.SigningKeys.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task No_private_key_is_readable_in_the_database()
    {
        await SigningNow();

        var kept = await _app.InDatabase(db => db.SigningKeys.AsNoTracking().ToListAsync());

        kept.ShouldNotBeEmpty();
        var d = _app.SigningKey.ExportParameters(true).D!;
        foreach (var key in kept)
        {
            key.PrivateKey.AsSpan().IndexOf(d).ShouldBe(-1);
            key.PublicKey.ShouldNotContain("PRIVATE");
        }
    }

    [Fact]
    public async Task A_key_whose_seal_is_lost_verifies_on_and_another_one_signs()
    {
        var former = await SigningNow();
        var elsewhere = Instance(new EphemeralDataProtectionProvider());

        var keys = await elsewhere.Get(default);

        keys.Signing.Key.KeyId.ShouldNotBe(former);
        keys.Published.Select(key => key.KeyId).ShouldContain(former);
    }

    private SigningKeys Instance(IDataProtectionProvider? protection) => new(
        new ConfiguredKeys(new ConfigurationBuilder().Build()),
        _app.Services.GetRequiredService<IServiceScopeFactory>(),
        protection ?? _app.Services.GetRequiredService<IDataProtectionProvider>(),
        _app.Clock,
        NullLogger<SigningKeys>.Instance);

    private async Task<string> SigningNow()
    {
        var answer = await _app.Ask(("grant_type", "client_credentials"), ("client_id", DemoClient.Id), ("client_secret", IdentityApp.DemoSecret));
        return new JsonWebToken(await answer.AccessToken()).Kid;
    }

    private async Task<List<string>> Published()
    {
        var keys = await (await _app.CreateClient().GetAsync("/.well-known/jwks.json")).Json();
        return [.. keys.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];
    }
}
