using Academy.Passport.Credentials;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Credentials;

public sealed class CredentialRenewalTests : IAsyncLifetime
{
    private readonly PassportApp _app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task When_another_key_signs_each_kept_credential_is_signed_anew_once_and_says_the_same()
    {
        var course = await _app.ACourse(validityMonths: null);
        var (one, other) = (await _app.ACompletion(course), await _app.ACompletion(course));
        var former = (One: await _app.CredentialOf(one), Other: await _app.CredentialOf(other));
        (await Renewal.RenewChunk(default)).ShouldBe(0);

        await NextKeySigns();
        (await Renewal.RenewChunk(default)).ShouldBe(2);
        (await Renewal.RenewChunk(default)).ShouldBe(0);

        foreach (var (entry, before) in new[] { (one, former.One), (other, former.Other) })
        {
            var now = await _app.CredentialOf(entry);
            now.Split('.')[0].ShouldNotBe(before.Split('.')[0], "the header names the key");
            now.Split('.')[1].ShouldBe(before.Split('.')[1]);
            (await _app.Verify(now)).Outcome("signature").ShouldBe("Passed");
            (await _app.Verify(before)).Outcome("signature").ShouldBe("Passed", "what was given out goes on verifying");
        }
    }

    [Fact]
    public async Task Of_a_lost_key_the_credentials_are_signed_by_the_one_that_takes_its_place()
    {
        var entry = await _app.ACompletion(await _app.ACourse(validityMonths: null));
        var former = await _app.CredentialOf(entry);
        await _app.InDatabase(db => db.CredentialKeys.ExecuteUpdateAsync(keys => keys.SetProperty(key => key.PrivateKey, (byte[]?)null)));
        _app.Clock.Advance(TimeSpan.FromMinutes(2));

        (await Renewal.RenewChunk(default)).ShouldBe(1);

        var now = await _app.CredentialOf(entry);
        now.ShouldNotBe(former);
        (await _app.Verify(now)).Outcome("signature").ShouldBe("Passed");
    }

    [Fact]
    public async Task What_was_revoked_stays_as_it_was_signed_and_revoked()
    {
        var entry = await _app.ACompletion(await _app.ACourse(validityMonths: null));
        var former = await _app.CredentialOf(entry);
        await _app.InDatabase(db => db.Credentials.ExecuteUpdateAsync(credentials => credentials.SetProperty(c => c.IsRevoked, true)));

        await NextKeySigns();

        (await Renewal.RenewChunk(default)).ShouldBe(0);
        (await _app.InDatabase(db => db.Credentials.Select(c => c.Signed).SingleAsync())).ShouldBe(former);
        (await _app.IsListed(former)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_signed_before_keys_were_noted_is_signed_anew_too()
    {
        var former = await _app.CredentialOf(await _app.ACompletion());
        await _app.InDatabase(db => db.Credentials.ExecuteUpdateAsync(credentials => credentials.SetProperty(c => c.KeyId, (string?)null)));

        (await Renewal.RenewChunk(default)).ShouldBe(1);

        (await _app.Verify(former)).Outcome("signature").ShouldBe("Passed");
    }

    [Fact]
    public async Task Two_instances_at_once_share_the_credentials()
    {
        var course = await _app.ACourse(validityMonths: null);
        for (var at = 0; at < 3; at++)
        {
            await _app.CredentialOf(await _app.ACompletion(course));
        }

        await NextKeySigns();
        await _app.Services.GetRequiredService<CredentialKeys>().Get(default);

        var renewed = await Task.WhenAll(Renewal.RenewChunk(default), Renewal.RenewChunk(default));

        (renewed.Sum() + await Renewal.RenewChunk(default)).ShouldBe(3);
    }

    private CredentialRenewal Renewal => _app.Services.GetRequiredService<CredentialRenewal>();

    private async Task NextKeySigns()
    {
        _app.Clock.Advance(TimeSpan.FromDays(364) + TimeSpan.FromMinutes(1));
        await _app.Services.GetRequiredService<CredentialKeys>().Get(default);
        _app.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1));
    }
}
