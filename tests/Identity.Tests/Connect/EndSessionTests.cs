using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Connect;

public sealed class EndSessionTests(IdentityApp app)
{
    [Fact]
    public async Task A_client_that_shows_an_id_token_ends_the_session_and_gets_the_person_back()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        var tokens = await client.SignIn(person.Http);

        var answer = await person.Http.GetAsync(LogoutAt(("id_token_hint", tokens.Id), ("post_logout_redirect_uri", RelyingParty.SignedOutUri), ("state", "s 1")));

        answer.Leads().ShouldBe($"{RelyingParty.SignedOutUri}?state=s%201");
        (await HasEnded(person)).ShouldBeTrue();
        await (await client.Refresh(tokens.Refresh!)).ShouldBeRefused(400, "invalid_grant");
        (await person.Http.GetAsync(client.AuthorizeAt())).Leads().ShouldStartWith("/sign-in");
    }

    [Fact]
    public async Task It_may_be_posted_by_a_page_of_the_client_which_brings_no_cookie()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        var tokens = await client.SignIn(person.Http);

        await app.OpenBrowser().Http.PostAsync("/connect/logout", new FormUrlEncodedContent([new("id_token_hint", tokens.Id!)]));

        (await HasEnded(person)).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_an_id_token_the_person_is_asked()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        var logout = LogoutAt(("client_id", client.Id), ("post_logout_redirect_uri", RelyingParty.SignedOutUri), ("state", "s1"));

        (await (await person.Http.GetAsync(logout)).Content.ReadAsStringAsync()).ShouldContain("Do you want to sign out?");
        (await HasEnded(person)).ShouldBeFalse();

        (await person.Post(logout)).Leads().ShouldBe($"{RelyingParty.SignedOutUri}?state=s1");
        (await HasEnded(person)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_form_that_this_service_did_not_show_signs_nobody_out()
    {
        var person = await app.ALearner();

        await person.Http.PostAsync("/connect/logout?handler=Confirm", new FormUrlEncodedContent([]));

        (await HasEnded(person)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://client.example/elsewhere")]
    [InlineData("https://client.example/signed-out?more=1")]
    [InlineData("https://evil.example/")]
    public async Task An_address_that_is_not_registered_is_not_gone_to(string address)
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        var tokens = await client.SignIn(person.Http);

        var answer = await person.Http.GetAsync(LogoutAt(("id_token_hint", tokens.Id), ("post_logout_redirect_uri", address)));

        answer.Headers.Location.ShouldBeNull();
        (await answer.Content.ReadAsStringAsync()).ShouldContain("You are signed out");
    }

    [Fact]
    public async Task An_access_token_or_a_token_of_another_client_is_no_hint()
    {
        var (client, other) = (await RelyingParty.New(app), await RelyingParty.New(app));
        var person = await app.ALearner();
        var tokens = await client.SignIn(person.Http);

        foreach (var hint in new[] { tokens.Access, tokens.Id![..^6] + "AAAAAA", "nonsense" })
        {
            await person.Http.GetAsync(LogoutAt(("id_token_hint", hint)));
        }

        await person.Http.GetAsync(LogoutAt(("id_token_hint", tokens.Id), ("client_id", other.Id)));
        (await HasEnded(person)).ShouldBeFalse();
    }

    private static string LogoutAt(params (string Name, string? Value)[] parameters)
        => QueryHelpers.AddQueryString("/connect/logout", parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)));

    private Task<bool> HasEnded(Person person)
    {
        var id = person.Session.Id;
        return app.InDatabase(db => db.Sessions.AnyAsync(session => session.Id == id && session.EndedAt != null));
    }
}
