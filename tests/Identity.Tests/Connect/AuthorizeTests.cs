using System.Net;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Connect;

public sealed class AuthorizeTests(IdentityApp app)
{
    [Fact]
    public async Task A_person_who_is_signed_in_goes_back_with_a_code_the_state_and_who_says_so()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();

        var answer = await person.Http.GetAsync(client.AuthorizeAt());

        var sent = answer.Sent("https://client.example/signed-in?from=academy&code=");
        sent["state"].ShouldBe(RelyingParty.State);
        sent["iss"].ShouldBe(TestTokens.Issuer);
        sent.Keys.ShouldBe(["from", "code", "state", "iss"], ignoreOrder: true);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
    }

    [Fact]
    public async Task A_posted_request_is_fetched_again_so_that_the_cookie_comes_along()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();

        var posted = await app.OpenBrowser().Http.PostAsync("/connect/authorize", new FormUrlEncodedContent(client.Request()));
        var page = await (await person.Http.GetAsync(posted.Leads())).Content.ReadAsStringAsync();

        page.ShouldContain("http-equiv=\"refresh\"");
        page.ShouldContain("https://client.example/signed-in?from=academy&amp;code=");
    }

    [Fact]
    public async Task Without_a_session_the_person_signs_in_first_and_comes_back_to_the_same_request()
    {
        var client = await RelyingParty.New(app);
        var answer = await app.OpenBrowser().Http.GetAsync(client.AuthorizeAt());

        var signIn = answer.Leads();
        signIn.ShouldStartWith("/sign-in?returnUrl=%2Fconnect%2Fauthorize%3Fcontinue%3D");
        var back = QueryHelpers.ParseQuery(signIn[signIn.IndexOf('?', StringComparison.Ordinal)..])["returnUrl"].Single()!;
        back.Length.ShouldBeLessThan(100);
        (await (await (await app.ALearner()).Http.GetAsync(back)).Content.ReadAsStringAsync()).ShouldContain("code=");
    }

    [Fact]
    public async Task The_answer_can_be_posted_to_the_client_by_a_form()
    {
        var client = await RelyingParty.New(app);

        var answer = await (await app.ALearner()).Http.GetAsync(client.AuthorizeAt(("response_mode", "form_post")));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain($"<form method=\"post\" action=\"{RelyingParty.RedirectUri}\" id=\"answer\"");
        page.ShouldContain("name=\"code\"");
        page.ShouldContain("name=\"iss\"");
        page.ShouldNotContain("__RequestVerificationToken");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("form-action 'self' https://client.example;");
        (await app.CreateClient().GetAsync("/connect/send-answer.js")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", null)]
    [InlineData("client_id", "a\0b")]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "https://client.example/signed-in")]
    [InlineData("redirect_uri", "https://client.example/signed-in?from=academy&more=1")]
    [InlineData("redirect_uri", "https://client.example/signed-in?from=academy#here")]
    [InlineData("redirect_uri", "https://client.example/SIGNED-IN?from=academy")]
    [InlineData("redirect_uri", "https://client.example:443/signed-in?from=academy")]
    [InlineData("redirect_uri", "https://client.example@evil.example/signed-in?from=academy")]
    [InlineData("redirect_uri", "https://evil.example/signed-in?from=academy")]
    [InlineData("redirect_uri", "javascript:alert(1)")]
    public async Task A_client_or_address_that_is_not_known_gets_nothing_and_the_person_is_told(string name, string? value)
    {
        var client = await RelyingParty.New(app);

        var answer = await (await app.ALearner()).Http.GetAsync(client.AuthorizeAt((name, value)));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Location.ShouldBeNull();
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("We cannot sign you in");
        page.ShouldNotContain("evil.example");
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("response_type", null, "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("scope", null, "invalid_scope")]
    [InlineData("scope", "kitemark.decide", "invalid_scope")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "create", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("acts_for", "everybody", "invalid_request")]
    [InlineData("acts_for", "0198a000-0000-7000-8000-000000000001", "access_denied")]
    [InlineData("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported")]
    [InlineData("request_uri", "https://client.example/request", "request_uri_not_supported")]
    public async Task A_request_that_is_not_right_goes_back_with_the_error(string name, string? value, string error)
    {
        var client = await RelyingParty.New(app);

        var answer = await (await app.ALearner()).Http.GetAsync(client.AuthorizeAt((name, value)));

        answer.ShouldSend(error);
        answer.Sent()["state"].ShouldBe(RelyingParty.State);
    }

    [Theory]
    [InlineData("scope", "openid")]
    [InlineData("nonce", "another")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")]
    public async Task A_parameter_sent_twice_goes_back_with_the_error(string name, string value)
    {
        var client = await RelyingParty.New(app);

        (await (await app.ALearner()).Http.GetAsync($"{client.AuthorizeAt()}&{name}={value}")).ShouldSend("invalid_request");
    }

    [Theory]
    [InlineData("client_id", "another")]
    [InlineData("redirect_uri", "https://evil.example/")]
    public async Task A_client_or_address_sent_twice_is_not_trusted(string name, string value)
    {
        var client = await RelyingParty.New(app);

        (await (await app.ALearner()).Http.GetAsync($"{client.AuthorizeAt()}&{name}={value}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_state_that_is_longer_than_is_kept_is_refused_without_it()
    {
        var client = await RelyingParty.New(app);

        var answer = await (await app.ALearner()).Http.GetAsync(client.AuthorizeAt(("state", new string('s', 2001))));

        answer.ShouldSend("invalid_request");
        answer.Sent().ShouldNotContainKey("state");
    }

    [Fact]
    public async Task A_client_that_people_do_not_sign_in_to_cannot_be_sent_people()
    {
        var (id, _) = await app.RegisterWithSecret("passport.read");
        var client = await RelyingParty.New(app);

        (await (await app.ALearner()).Http.GetAsync(client.AuthorizeAt(("client_id", id)))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Asked_not_to_ask_it_says_that_the_person_has_to_sign_in()
    {
        var client = await RelyingParty.New(app);

        (await app.OpenBrowser().Http.GetAsync(client.AuthorizeAt(("prompt", "none")))).ShouldSend("login_required");
        (await (await app.ALearner()).Http.GetAsync(client.AuthorizeAt(("prompt", "none")))).Sent().ShouldContainKey("code");
    }

    [Fact]
    public async Task Asked_for_a_new_sign_in_it_takes_no_older_one_however_the_person_comes_back()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        await Age(person, TimeSpan.FromSeconds(1));

        var signIn = (await person.Http.GetAsync(client.AuthorizeAt(("prompt", "login")))).Leads();
        var back = Uri.UnescapeDataString(signIn["/sign-in?returnUrl=".Length..]);

        (await person.Http.GetAsync(back)).Leads().ShouldBe(signIn);
        var again = await app.SignedIn(person.Account);
        (await (await again.Http.GetAsync(back)).Content.ReadAsStringAsync()).ShouldContain("code=");
    }

    [Theory]
    [InlineData(3599, false)]
    [InlineData(3601, true)]
    public async Task A_session_older_than_max_age_signs_in_again(int age, bool signsInAgain)
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        await Age(person, TimeSpan.FromSeconds(age));

        var answer = await person.Http.GetAsync(client.AuthorizeAt(("max_age", "3600")));

        answer.Headers.Location!.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal).ShouldBe(signsInAgain);
    }

    [Fact]
    public async Task A_locked_account_is_not_signed_in()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        var id = person.Account.Id;
        await app.InDatabase(db => db.Accounts.Where(account => account.Id == id)
            .ExecuteUpdateAsync(account => account.SetProperty(a => a.LockoutEnd, app.Clock.GetUtcNow() + TimeSpan.FromHours(1))));

        (await person.Http.GetAsync(client.AuthorizeAt())).Leads().ShouldStartWith("/sign-in");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0198a000-0000-7000-8000-000000000001")]
    public async Task A_request_that_is_not_kept_cannot_go_on(string id)
    {
        var answer = await (await app.ALearner()).Http.GetAsync($"/connect/authorize?continue={id}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("start again");
    }

    [Fact]
    public async Task A_native_client_listens_on_any_port_of_the_loopback_address()
    {
        var client = await RelyingParty.New(app, isPublic: true, isNative: true, redirectUri: "http://127.0.0.1/signed-in");
        var person = await app.ALearner();

        (await person.Http.GetAsync(client.AuthorizeAt(("redirect_uri", "http://127.0.0.1:51004/signed-in")))).Sent("http://127.0.0.1:51004/signed-in?code=");
        (await person.Http.GetAsync(client.AuthorizeAt(("redirect_uri", "http://127.0.0.1:51004/elsewhere")))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Any_other_client_has_the_port_it_registered()
    {
        var client = await RelyingParty.New(app, redirectUri: "http://127.0.0.1:5000/signed-in");
        var person = await app.ALearner();

        (await person.Http.GetAsync(client.AuthorizeAt(("redirect_uri", "http://127.0.0.1:51004/signed-in")))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_role_that_reaches_other_people_wants_a_second_proof_before_any_token()
    {
        var client = await RelyingParty.New(app);
        var person = await app.SignedIn();
        await app.Gives(person, OrganisationKind.Employer, "administrator");

        (await person.Http.GetAsync(client.AuthorizeAt())).Leads().ShouldStartWith("/account/two-step?returnUrl=");
        (await person.Http.GetAsync(client.AuthorizeAt(("prompt", "none")))).ShouldSend("interaction_required");

        await app.TurnOnTwoStep(person);
        (await person.Http.GetAsync(client.AuthorizeAt(("prompt", "none")))).Sent().ShouldContainKey("code");
    }

    [Fact]
    public async Task A_passkey_alone_is_enough_for_an_administrator_once_two_step_is_set_up()
    {
        var client = await RelyingParty.New(app);
        var person = await app.SignedIn(null, "hwk", "user", "mfa");
        await app.Gives(person, OrganisationKind.Employer, "administrator");

        (await person.Http.Open("/account")).Location!.ToString().ShouldStartWith("/account/two-step?returnUrl=");
        (await person.Http.GetAsync(client.AuthorizeAt())).Leads().ShouldStartWith("/account/two-step?returnUrl=");
        (await app.TurnOnTwoStep(person)).Codes.Length.ShouldBe(10);

        var proven = await app.SignedIn(person.Account, "hwk", "user", "mfa");
        (await proven.Http.GetAsync(client.AuthorizeAt(("prompt", "none")))).Sent().ShouldContainKey("code");
    }

    [Fact]
    public async Task Of_two_organisations_and_oneself_the_person_chooses_one()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        var partner = await app.Gives(person, OrganisationKind.Partner, "checker", name: "Corner Café");
        await app.Gives(person, OrganisationKind.Employer, "viewer");

        var choose = (await person.Http.GetAsync(client.AuthorizeAt())).Leads();
        var page = await (await person.Http.GetAsync(choose)).Content.ReadAsStringAsync();
        page.ShouldContain("Corner Café");
        page.ShouldContain("Hilltop House");
        page.ShouldContain("Myself");

        var refused = await (await person.Post(choose, ("ActsFor", Guid.NewGuid().ToString()))).Content.ReadAsStringAsync();
        refused.ShouldContain("Select who you want to act for");
        var goOn = (await person.Post(choose, ("ActsFor", partner.OrganisationId.ToString()))).Leads();
        var tokens = await Tokens.Of(await client.Redeem(CodeIn(await (await person.Http.GetAsync(goOn)).Content.ReadAsStringAsync())));

        tokens.AccessToken.GetClaim("org").Value.ShouldBe(partner.OrganisationId.ToString());
        tokens.AccessToken.GetClaim("org_kind").Value.ShouldBe("Partner");
        tokens.Scope.ShouldBe("openid profile email offline_access benefits.check");
        tokens.AccessToken.TryGetClaim("learner_id", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Asked_not_to_ask_it_says_that_the_person_has_to_choose()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();
        await app.Gives(person, OrganisationKind.Employer, "viewer");

        (await person.Http.GetAsync(client.AuthorizeAt(("prompt", "none")))).ShouldSend("interaction_required");
        (await person.Http.GetAsync(client.AuthorizeAt(("prompt", "none"), ("acts_for", "self")))).Sent().ShouldContainKey("code");
    }

    [Fact]
    public async Task Asked_to_let_the_account_be_selected_it_asks_even_where_there_is_one_choice()
    {
        var client = await RelyingParty.New(app);
        var person = await app.ALearner();

        var choose = (await person.Http.GetAsync(client.AuthorizeAt(("prompt", "select_account")))).Leads();
        var page = await (await person.Http.GetAsync(choose)).Content.ReadAsStringAsync();
        page.ShouldContain(person.Account.Email!);
        page.ShouldContain("Sign in as somebody else");

        var goOn = (await person.Post(choose, ("ActsFor", "self"))).Leads();
        (await (await person.Http.GetAsync(goOn)).Content.ReadAsStringAsync()).ShouldContain("code=");
        var other = await app.ALearner();
        (await other.Http.GetAsync(goOn)).Leads().ShouldBe(choose);
    }

    [Fact]
    public async Task A_role_that_has_ended_is_nobody_s_choice()
    {
        var client = await RelyingParty.New(app);
        var person = await app.SignedIn();
        var membership = await app.Gives(person, OrganisationKind.Employer, "viewer");
        await app.InDatabase(db => db.Memberships.Where(m => m.Id == membership.Id)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.EndedAt, app.Clock.GetUtcNow())));

        (await person.Http.GetAsync(client.AuthorizeAt(("acts_for", membership.OrganisationId.ToString())))).ShouldSend("access_denied");
    }

    internal static string CodeIn(string page)
    {
        var start = page.IndexOf("code=", StringComparison.Ordinal) + "code=".Length;
        return page[start..(start + 43)];
    }

    private Task<int> Age(Person person, TimeSpan by)
    {
        var (id, at) = (person.Session.Id, app.Clock.GetUtcNow() - by);
        return app.InDatabase(db => db.Sessions.Where(session => session.Id == id).ExecuteUpdateAsync(session => session.SetProperty(s => s.CreatedAt, at)));
    }
}
