using System.Xml.Linq;
using Academy.Identity.Accounts;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Accounts;

public sealed class SessionsTests : IAsyncDisposable
{
    // A clock of its own: these tests move time.
    private readonly IdentityApp _app = new();

    [Fact]
    public async Task A_cookie_says_who_is_signed_in_since_when_and_how()
    {
        var person = await _app.SignedIn(amr: ["hwk", "user"]);

        var current = await Recognise(_app, person);

        current.ShouldNotBeNull();
        current.AccountId.ShouldBe(person.Account.Id);
        current.SessionId.ShouldBe(person.Session.Id);
        current.Amr.ShouldBe(["hwk", "user"]);
        current.AuthTime.ToUnixTimeSeconds().ShouldBe(_app.Clock.GetUtcNow().ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_session_that_is_ended_no_longer_signs_in()
    {
        var person = await _app.SignedIn();

        await InSessions(sessions => sessions.End(person.Session.Id));

        (await Recognise(_app, person)).ShouldBeNull();
    }

    [Fact]
    public async Task Ending_all_other_sessions_keeps_this_one_and_leaves_other_people_alone()
    {
        var here = await _app.SignedIn();
        var there = await _app.SignedIn(here.Account);
        var other = await _app.SignedIn();

        await InSessions(sessions => sessions.EndAll(here.Account.Id, except: here.Session.Id));

        (await Recognise(_app, here)).ShouldNotBeNull();
        (await Recognise(_app, there)).ShouldBeNull();
        (await Recognise(_app, other)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Half_an_hour_without_use_ends_a_session_and_use_keeps_it_until_twelve_hours()
    {
        var idle = await _app.SignedIn();
        var used = await _app.SignedIn();
        for (var minutes = 0; minutes <= 11 * 60; minutes += 20)
        {
            _app.Clock.Advance(TimeSpan.FromMinutes(20));
            (await Recognise(_app, used, renewed: true)).ShouldNotBeNull();
        }

        (await Recognise(_app, idle, renewed: true)).ShouldBeNull();
        _app.Clock.Advance(TimeSpan.FromMinutes(29));
        (await Recognise(_app, used, renewed: true)).ShouldNotBeNull();
        _app.Clock.Advance(TimeSpan.FromMinutes(29));
        (await Recognise(_app, used, renewed: true)).ShouldBeNull();
    }

    [Fact]
    public async Task A_cookie_that_was_not_renewed_ends_by_itself()
    {
        var person = await _app.SignedIn();

        _app.Clock.Advance(TimeSpan.FromMinutes(31));

        (await Recognise(_app, person)).ShouldBeNull();
    }

    [Fact]
    public async Task Two_instances_share_keys_and_sessions()
    {
        var person = await _app.SignedIn();
        await using var other = _app.WithWebHostBuilder(_ => { });

        (await Recognise(other, person)).ShouldNotBeNull();
        await InSessions(sessions => sessions.End(person.Session.Id));
        (await Recognise(other, person)).ShouldBeNull();
    }

    [Fact]
    public async Task The_keys_are_sealed_where_there_is_a_secret_and_open_again_with_it()
    {
        await using var sealing = new IdentityApp(settings: ("Identity:ProtectionSecret", new string('s', 40)));
        await using var second = sealing.WithWebHostBuilder(_ => { });

        (await Recognise(second, await sealing.SignedIn())).ShouldNotBeNull();

        var keys = await sealing.InDatabase(db => db.ProtectionKeys.Select(key => key.Xml).ToListAsync());
        keys.ShouldHaveSingleItem();
        XElement.Parse(keys[0]).Descendants("sealed").ShouldHaveSingleItem();
        keys[0].ShouldNotContain("masterKey");
    }

    [Fact]
    public async Task A_passkey_is_kept_and_found_by_its_credential()
    {
        var account = await _app.NewAccount();
        await using var scope = _app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        users.SupportsUserPasskey.ShouldBeTrue();
        byte[] credential = [.. Guid.NewGuid().ToByteArray()];
        var passkey = new UserPasskeyInfo(credential, [1, 2], _app.Clock.GetUtcNow(), 1, ["internal"], true, true, true, [3], [4]) { Name = "My phone" };

        (await users.AddOrUpdatePasskeyAsync((await users.FindByIdAsync(account.Id.ToString()))!, passkey)).Succeeded.ShouldBeTrue();

        (await users.FindByPasskeyIdAsync(credential))!.Id.ShouldBe(account.Id);
        (await users.GetPasskeysAsync(account)).ShouldHaveSingleItem().Name.ShouldBe("My phone");
    }

    [Fact]
    public async Task One_address_has_one_account_however_it_is_written()
    {
        var account = await _app.NewAccount();
        await using var scope = _app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();

        var second = await users.CreateAsync(new Account("Somebody Else", null, account.Email!.ToUpperInvariant(), _app.Clock.GetUtcNow()));

        second.Errors.ShouldHaveSingleItem().Code.ShouldBe("DuplicateEmail");
    }

    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows")]
    [InlineData("<script>alert(1)</script>", "Unknown device")]
    [InlineData(null, "Unknown device")]
    public void A_device_gets_a_name_its_owner_recognises(string? userAgent, string name)
        => Devices.Describe(userAgent).ShouldBe(name);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task InSessions(Func<Sessions, Task> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<Sessions>());
    }

    /// <param name="renewed">With a cookie as the sliding renewal would have left it, so that only the session's row decides.</param>
    private async Task<SignedIn?> Recognise(WebApplicationFactory<Academy.Identity.Data.IdentityDb> instance, Person person, bool renewed = false)
    {
        await using var scope = instance.Services.CreateAsyncScope();
        var cookie = renewed ? People.Cookie(scope.ServiceProvider, person.Session, _app.Clock.GetUtcNow()) : person.Cookies.GetAllCookies().Single();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, Request = { Scheme = "https", Headers = { Cookie = $"{cookie.Name}={cookie.Value}" } } };
        return await Sessions.Current(http);
    }
}
