using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Connect;

public sealed class ConsentTests(IdentityApp app)
{
    [Fact]
    public async Task A_client_of_somebody_else_gets_a_code_only_after_the_person_allowed_what_it_asks_for()
    {
        var client = await RelyingParty.New(app, isFirstParty: false);
        var person = await app.ALearner();

        var consent = (await person.Http.GetAsync(client.AuthorizeAt())).Leads();
        var page = await (await person.Http.GetAsync(consent)).Content.ReadAsStringAsync();
        page.ShouldContain("Silverdale Rota wants to connect to your account");
        page.ShouldContain("See training passports");
        page.ShouldNotContain("Check one-time codes");

        var goOn = (await person.Post(consent, ("Decision", "allow"))).Leads();
        (await (await person.Http.GetAsync(goOn)).Content.ReadAsStringAsync()).ShouldContain("code=");
        (await person.Http.GetAsync(client.AuthorizeAt())).Sent().ShouldContainKey("code");
    }

    [Fact]
    public async Task Whoever_says_no_goes_back_with_access_denied_and_nothing_is_kept()
    {
        var client = await RelyingParty.New(app, isFirstParty: false);
        var person = await app.ALearner();
        var consent = (await person.Http.GetAsync(client.AuthorizeAt())).Leads();

        var goOn = (await person.Post(consent, ("Decision", "refuse"))).Leads();

        var page = await (await person.Http.GetAsync(goOn)).Content.ReadAsStringAsync();
        page.ShouldContain("error=access_denied");
        page.ShouldNotContain("code=");
        (await person.Http.GetAsync(client.AuthorizeAt())).Leads().ShouldStartWith("/connect/consent/");
    }

    [Fact]
    public async Task Whoever_decides_nothing_is_asked_again()
    {
        var client = await RelyingParty.New(app, isFirstParty: false);
        var person = await app.ALearner();
        var consent = (await person.Http.GetAsync(client.AuthorizeAt())).Leads();

        (await (await person.Post(consent)).Content.ReadAsStringAsync()).ShouldContain("Select whether you allow this");
    }

    [Fact]
    public async Task A_form_that_this_service_did_not_show_consents_to_nothing()
    {
        var client = await RelyingParty.New(app, isFirstParty: false);
        var person = await app.ALearner();
        var consent = (await person.Http.GetAsync(client.AuthorizeAt())).Leads();

        var forged = await person.Http.PostAsync(consent, new FormUrlEncodedContent([new("Decision", "allow"), new("Shown", RelyingParty.Scope)]));

        ((int)forged.StatusCode).ShouldBe(400);
        (await person.Http.GetAsync(client.AuthorizeAt())).Leads().ShouldStartWith("/connect/consent/");
    }

    [Fact]
    public async Task A_form_sent_twice_consents_once()
    {
        var client = await RelyingParty.New(app, isFirstParty: false);
        var person = await app.ALearner();
        var consent = (await person.Http.GetAsync(client.AuthorizeAt())).Leads();

        await Task.WhenAll(person.Post(consent, ("Decision", "allow")), person.Post(consent, ("Decision", "allow")));

        (await app.InDatabase(db => db.Consents.CountAsync(given => given.ClientId == client.Id))).ShouldBe(1);
    }

    [Fact]
    public async Task More_than_was_allowed_is_asked_for_again_and_less_is_not()
    {
        var client = await RelyingParty.New(app, isFirstParty: false);
        var person = await app.ALearner();
        await Allow(client, person, ("scope", "openid email"));

        (await person.Http.GetAsync(client.AuthorizeAt(("scope", "openid")))).Sent().ShouldContainKey("code");
        (await person.Http.GetAsync(client.AuthorizeAt(("scope", "openid passport.read")))).Leads().ShouldStartWith("/connect/consent/");
        (await person.Http.GetAsync(client.AuthorizeAt(("scope", "openid passport.read"), ("prompt", "none")))).ShouldSend("consent_required");
    }

    [Fact]
    public async Task Asked_for_consent_it_takes_no_older_one()
    {
        var client = await RelyingParty.New(app, isFirstParty: false);
        var person = await app.ALearner();
        await Allow(client, person);
        var earlier = app.Clock.GetUtcNow() - TimeSpan.FromMinutes(1);
        await app.InDatabase(db => db.Consents.Where(given => given.ClientId == client.Id)
            .ExecuteUpdateAsync(given => given.SetProperty(g => g.GivenAt, earlier)));

        (await person.Http.GetAsync(client.AuthorizeAt(("prompt", "consent")))).Leads().ShouldStartWith("/connect/consent/");
    }

    [Fact]
    public async Task Another_person_does_not_ride_on_a_consent()
    {
        var client = await RelyingParty.New(app, isFirstParty: false);
        await Allow(client, await app.ALearner());

        (await (await app.ALearner()).Http.GetAsync(client.AuthorizeAt())).Leads().ShouldStartWith("/connect/consent/");
    }

    [Fact]
    public async Task Withdrawing_ends_the_connection_at_once()
    {
        var client = await RelyingParty.New(app, isFirstParty: false);
        var person = await app.ALearner();
        await Allow(client, person);
        var tokens = await client.SignIn(person.Http);
        (await person.Http.GetStringAsync("/account/connections")).ShouldContain("Silverdale Rota");

        await person.Post("/account/connections");

        (await person.Http.GetStringAsync("/account/connections")).ShouldNotContain("Silverdale Rota");
        await (await client.Refresh(tokens.Refresh!)).ShouldBeRefused(400, "invalid_grant");
        ((int)(await app.UserInfo(tokens.Access)).StatusCode).ShouldBe(401);
        (await person.Http.GetAsync(client.AuthorizeAt())).Leads().ShouldStartWith("/connect/consent/");
    }

    [Fact]
    public async Task Connections_are_shown_to_those_who_are_signed_in()
        => (await app.OpenBrowser().Http.GetAsync("/account/connections")).Headers.Location!.OriginalString.ShouldContain("/sign-in");

    private static async Task Allow(RelyingParty client, Person person, params (string Name, string? Value)[] changes)
    {
        var consent = (await person.Http.GetAsync(client.AuthorizeAt(changes))).Leads();
        await person.Post(consent, ("Decision", "allow"));
    }
}
