using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Connect;

public sealed class RefreshTests(IdentityApp app)
{
    [Fact]
    public async Task A_refresh_token_brings_new_tokens_and_the_next_refresh_token()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        var first = await client.SignIn(person.Http);

        var second = await Tokens.Of(await client.Refresh(first.Refresh!));
        var third = await Tokens.Of(await client.Refresh(second.Refresh!));

        third.Scope.ShouldBe(first.Scope);
        third.AccessToken.Subject.ShouldBe(person.Account.Id.ToString());
        third.IdToken.GetPayloadValue<long>("auth_time").ShouldBe(first.IdToken.GetPayloadValue<long>("auth_time"));
        third.IdToken.TryGetClaim("nonce", out _).ShouldBeFalse();
        new[] { first.Refresh, second.Refresh, third.Refresh }.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_refresh_token_used_twice_ends_all_that_came_of_the_sign_in()
    {
        var client = await RelyingParty.New(app);
        var first = await client.SignIn((await app.ALearner()).Http);
        var second = await Tokens.Of(await client.Refresh(first.Refresh!));

        await (await client.Refresh(first.Refresh!)).ShouldBeRefused(400, "invalid_grant");

        await (await client.Refresh(second.Refresh!)).ShouldBeRefused(400, "invalid_grant");
        ((int)(await app.UserInfo(second.Access)).StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task Of_many_uses_at_the_same_moment_at_most_one_gets_tokens_and_then_none_is_good()
    {
        var client = await RelyingParty.New(app);
        var tokens = await client.SignIn((await app.ALearner()).Http);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.Refresh(tokens.Refresh!)));

        var lucky = await Tokens.Of(answers.Where(answer => answer.IsSuccessStatusCode).ShouldHaveSingleItem());
        await (await client.Refresh(lucky.Refresh!)).ShouldBeRefused(400, "invalid_grant");
    }

    [Fact]
    public async Task Another_client_s_refresh_token_is_refused_and_stays_good_for_its_own()
    {
        var (client, thief) = (await RelyingParty.New(app), await RelyingParty.New(app));
        var tokens = await client.SignIn((await app.ALearner()).Http);

        await (await thief.Refresh(tokens.Refresh!)).ShouldBeRefused(400, "invalid_grant");

        (await client.Refresh(tokens.Refresh!)).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_refresh_may_ask_for_less_and_never_for_more()
    {
        var client = await RelyingParty.New(app);
        var tokens = await client.SignIn((await app.ALearner()).Http, ("scope", "openid offline_access passport.read"));

        await (await client.Refresh(tokens.Refresh!, ("scope", "openid email"))).ShouldBeRefused(400, "invalid_scope");
        var less = await Tokens.Of(await client.Refresh(tokens.Refresh!, ("scope", "passport.read")));
        var all = await Tokens.Of(await client.Refresh(less.Refresh!));

        less.Scope.ShouldBe("passport.read");
        less.Id.ShouldBeNull();
        all.Scope.ShouldBe("openid offline_access passport.read");
    }

    [Fact]
    public async Task A_role_that_is_taken_away_ends_the_refresh_at_once()
    {
        var client = await RelyingParty.New(app);
        var person = await app.SignedIn();
        var membership = await app.Gives(person, OrganisationKind.Employer, "viewer");
        var tokens = await client.SignIn(person.Http);

        await app.InDatabase(db => db.Memberships.Where(m => m.Id == membership.Id)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.EndedAt, app.Clock.GetUtcNow())));

        await (await client.Refresh(tokens.Refresh!)).ShouldBeRefused(400, "invalid_grant");
        ((int)(await app.UserInfo(tokens.Access)).StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task A_role_that_is_made_smaller_takes_its_scopes_along_at_the_next_refresh()
    {
        var client = await RelyingParty.New(app, scope: "openid offline_access passport.read requirements.write");
        var person = await app.SignedIn();
        var manager = await app.Gives(person, OrganisationKind.Employer, "manager");
        var tokens = await client.SignIn(person.Http, ("scope", "openid offline_access passport.read requirements.write"));
        tokens.Scope.ShouldBe("openid offline_access passport.read requirements.write");

        await app.InDatabase(db => db.Memberships.Where(m => m.Id == manager.Id)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.EndedAt, app.Clock.GetUtcNow())));
        await app.Gives(person, OrganisationKind.Employer, "viewer", manager.OrganisationId);

        var refreshed = await Tokens.Of(await client.Refresh(tokens.Refresh!));
        refreshed.Scope.ShouldBe("openid offline_access passport.read");
        refreshed.AccessToken.GetPayloadValue<string[]>("roles").ShouldBe(["viewer"]);
    }

    [Fact]
    public async Task A_role_that_grows_gives_no_more_than_was_granted()
    {
        var client = await RelyingParty.New(app, scope: "openid offline_access passport.read requirements.write");
        var person = await app.SignedIn();
        var viewer = await app.Gives(person, OrganisationKind.Employer, "viewer");
        var tokens = await client.SignIn(person.Http, ("scope", "openid offline_access passport.read requirements.write"));

        await app.Gives(person, OrganisationKind.Employer, "manager", viewer.OrganisationId);

        (await Tokens.Of(await client.Refresh(tokens.Refresh!))).Scope.ShouldBe("openid offline_access passport.read");
    }

    [Fact]
    public async Task The_workplaces_of_a_role_are_in_the_token_and_looked_at_again_at_every_refresh()
    {
        var client = await RelyingParty.New(app);
        var person = await app.SignedIn();
        var home1 = await app.Gives(person, OrganisationKind.Employer, "manager", workplaces: "HOME1");
        var first = await client.SignIn(person.Http);

        var home2 = await Instead(home1, "HOME2", "HOME3");
        var second = await Tokens.Of(await client.Refresh(first.Refresh!));
        await Instead(home2);
        var third = await Tokens.Of(await client.Refresh(second.Refresh!));

        first.AccessToken.GetPayloadValue<string[]>("workplaces").ShouldBe(["HOME1"]);
        second.AccessToken.GetPayloadValue<string[]>("workplaces").ShouldBe(["HOME2", "HOME3"]);
        third.AccessToken.TryGetClaim("workplaces", out _).ShouldBeFalse();

        async Task<Membership> Instead(Membership former, params string[] workplaces)
        {
            await app.InDatabase(db => db.Memberships.Where(m => m.Id == former.Id)
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.EndedAt, app.Clock.GetUtcNow())));
            return await app.Gives(person, OrganisationKind.Employer, "manager", former.OrganisationId, workplaces: workplaces);
        }
    }

    [Fact]
    public async Task A_session_that_is_ended_ends_the_refresh_too()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        var tokens = await client.SignIn(person.Http);

        await app.Ends(person);

        await (await client.Refresh(tokens.Refresh!)).ShouldBeRefused(400, "invalid_grant");
    }

    [Fact]
    public async Task A_locked_account_ends_the_refresh_too()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        var tokens = await client.SignIn(person.Http);
        var id = person.Account.Id;

        await app.InDatabase(db => db.Accounts.Where(account => account.Id == id)
            .ExecuteUpdateAsync(account => account.SetProperty(a => a.LockoutEnd, app.Clock.GetUtcNow() + TimeSpan.FromHours(1))));

        await (await client.Refresh(tokens.Refresh!)).ShouldBeRefused(400, "invalid_grant");
    }

    [Fact]
    public async Task A_refresh_token_that_lay_idle_for_eight_hours_is_no_longer_good()
    {
        await using var own = new IdentityApp();
        var client = await RelyingParty.New(own);
        var tokens = await client.SignIn((await own.ALearner()).Http);

        own.Clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        var refreshed = await Tokens.Of(await client.Refresh(tokens.Refresh!));
        own.Clock.Advance(TimeSpan.FromHours(8));

        await (await client.Refresh(refreshed.Refresh!)).ShouldBeRefused(400, "invalid_grant");
    }

    [Fact]
    public async Task However_often_it_is_refreshed_a_sign_in_lasts_thirty_days()
    {
        await using var own = new IdentityApp();
        var client = await RelyingParty.New(own);
        var tokens = await client.SignIn((await own.ALearner()).Http);
        var end = own.Clock.GetUtcNow() + TimeSpan.FromDays(30);

        while (own.Clock.GetUtcNow() + TimeSpan.FromHours(7.9) < end)
        {
            own.Clock.Advance(TimeSpan.FromHours(7.9));
            tokens = await Tokens.Of(await client.Refresh(tokens.Refresh!));
        }

        own.Clock.Set(end);
        await (await client.Refresh(tokens.Refresh!)).ShouldBeRefused(400, "invalid_grant");
    }
}
