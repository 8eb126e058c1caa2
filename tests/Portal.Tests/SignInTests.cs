using System.Net;
using System.Text;
using Academy.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace Academy.Portal.Tests;

public sealed class SignInTests : IAsyncDisposable
{
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_page_of_ones_own_leads_to_sign_in_and_back_to_it()
    {
        var browser = _app.Browser();
        using var page = await browser.GetAsync(new Uri("/passport/shares?a=b", UriKind.Relative));

        using var back = await _app.SignIn(browser, Somebody.Amara, page.Headers.Location!.ToString().Split("localhost")[^1]);

        back.Headers.Location!.ToString().ShouldBe("/passport/shares?a=b");
        (await browser.Page("/passport/shares")).QuerySelector("h1")!.TextContent.ShouldBe("Who can see my passport");
    }

    [Fact]
    public async Task The_request_asks_for_a_code_with_PKCE_for_the_portals_own_address()
    {
        using var sent = await _app.Browser().GetAsync(new Uri("/session/start", UriKind.Relative));

        sent.Headers.Location!.GetLeftPart(UriPartial.Path).ShouldBe($"{_app.Behind.Identity.Issuer}/connect/authorize");
        var asked = QueryHelpers.ParseQuery(sent.Headers.Location.Query);
        asked["response_type"].ToString().ShouldBe("code");
        asked["code_challenge_method"].ToString().ShouldBe("S256");
        asked["redirect_uri"].ToString().ShouldBe($"{_app.Behind.Identity.Issuer}/signed-in");
        asked["scope"].ToString().Split(' ').ShouldBeSubsetOf(["openid", "profile", "offline_access", "learners.read", "learners.write", "employers.read", "passport.read", "passport.share", "passport.check", "pathway.read", "benefits.read", "benefits.code", "benefits.check", "completions.write", "entries.write", "qualifications.write", "observations.write", "evidence.check", "disputes.answer", "webhooks.write", "kitemark.write", "kitemark.decide", "requirements.write", "learner.figures", "passport.figures", "pathway.figures", "members.read", "members.write", "passport.effects", "pathway.effects", "benefits.effects", "learners.merge", "accounts.manage", "learner.looks", "passport.looks", "pathway.looks", "benefits.looks", "learner.messages", "kitemark.messages", "passport.messages", "pathway.messages", "benefits.messages", "identity.messages", "staff.invite", "feedback.read"]);
        asked["nonce"].ToString().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Signing_in_leads_nowhere_else(string returnUrl)
    {
        using var back = await _app.SignIn(_app.Browser(), Somebody.Amara, $"/session/start?returnUrl={Uri.EscapeDataString(returnUrl)}");

        back.Headers.Location!.ToString().ShouldBe("/home");
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_from_other_sites_and_from_plain_http()
    {
        await using var app = new PortalApp { IsSecure = true };
        var jar = new CookieJar();
        await app.Browser(Somebody.Amara, jar);

        var cookie = jar.Sent.Last(sent => sent.StartsWith("__Host-academy-portal=", StringComparison.Ordinal));
        cookie.Split("; ")[1..].ShouldBe(["path=/", "secure", "samesite=lax", "httponly"], ignoreOrder: true);
        jar.Sent.ShouldAllBe(sent => sent.Contains("secure") && sent.Contains("httponly"));
    }

    [Fact]
    public async Task What_the_browser_holds_is_a_short_key_and_what_the_server_keeps_is_sealed()
    {
        var jar = new CookieJar();
        await _app.Browser(Somebody.Amara, jar);

        var cookie = jar.Sent.Last(sent => sent.StartsWith("academy-portal=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldContain("path=/");
        cookie.ShouldNotContain("expires");
        cookie.Length.ShouldBeLessThan(1000);
        foreach (var file in _app.Kept)
        {
            var kept = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            kept.ShouldNotContain("Amara");
            kept.ShouldNotContain(Somebody.Amara.LearnerId!.Value.ToString());
        }

        _app.Kept.ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
        {
            new FileInfo(_app.Kept.Single()).Directory!.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task A_session_survives_a_restart_of_the_portal()
    {
        var jar = new CookieJar();
        await _app.Browser(Somebody.Amara, jar);
        await using var again = _app.WithWebHostBuilder(_ => { });
        var browser = again.CreateDefaultClient(new CookieJar());
        browser.DefaultRequestHeaders.Add("Cookie", string.Join("; ", jar.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));

        (await browser.Page("/passport")).QuerySelector("h1")!.TextContent.ShouldContain("My training passport");
    }

    [Fact]
    public async Task The_access_token_is_made_new_before_it_ends_and_once_for_requests_at_the_same_moment()
    {
        var browser = await _app.Browser(Somebody.Amara);
        _app.Clock.Advance(TimeSpan.FromMinutes(4.25));

        var pages = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => browser.GetAsync(new Uri("/passport", UriKind.Relative))));

        pages.ShouldAllBe(page => page.StatusCode == HttpStatusCode.OK);
        _app.Behind.Identity.Refreshes.ShouldBe(1);
        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        (await browser.Page("/passport")).Fact("number").ShouldBe("PA-1111-1111");
        _app.Behind.Identity.Refreshes.ShouldBe(2);
    }

    [Fact]
    public async Task A_session_that_was_ended_where_one_signs_in_ends_here_within_minutes()
    {
        var browser = await _app.Browser(Somebody.Amara);
        _app.Behind.Identity.HasEnded = true;
        _app.Clock.Advance(TimeSpan.FromMinutes(5));

        using var answer = await browser.GetAsync(new Uri("/passport", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldBe("/session/ended?returnUrl=%2Fpassport");
        (await browser.Page("/session/ended?returnUrl=%2Fpassport")).Text().ShouldContain("You were signed out to keep your passport safe.");
        _app.Kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_that_services_refuse_leads_to_signing_in_again_and_never_round_and_round()
    {
        var browser = await _app.Browser(Somebody.Amara);
        _app.Behind.Identity.Revoke();
        using var young = await browser.GetAsync(new Uri("/passport/activity", UriKind.Relative));
        (await young.Read()).Text().ShouldContain("We cannot show who looked now.");

        _app.Clock.Advance(TimeSpan.FromMinutes(2));
        using var answer = await browser.GetAsync(new Uri("/passport/activity", UriKind.Relative));

        answer.Headers.Location!.ToString().ShouldBe("/session/ended?returnUrl=%2Fpassport%2Factivity");
    }

    [Fact]
    public async Task After_half_an_hour_without_a_request_or_twelve_hours_in_all_one_signs_in_again()
    {
        var browser = await _app.Browser(Somebody.Amara);
        _app.Clock.Advance(TimeSpan.FromMinutes(31));
        using var idle = await browser.GetAsync(new Uri("/passport", UriKind.Relative));
        idle.Headers.Location!.ToString().ShouldBe("/session/ended?returnUrl=%2Fpassport");

        var busy = await _app.Browser(Somebody.Amara);
        for (var minutes = 0; minutes < 12 * 60; minutes += 20)
        {
            using var page = await busy.GetAsync(new Uri("/passport", UriKind.Relative));
            page.StatusCode.ShouldBe(HttpStatusCode.OK, $"after {minutes} minutes");
            _app.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        using var late = await busy.GetAsync(new Uri("/passport", UriKind.Relative));
        late.StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_where_one_signed_in()
    {
        var browser = await _app.Browser(Somebody.Amara);

        using var sent = await browser.Send(await browser.Page("/session/end"), "/session/end");

        sent.Headers.Location!.GetLeftPart(UriPartial.Path).ShouldBe($"{_app.Behind.Identity.Issuer}/connect/logout");
        var asked = QueryHelpers.ParseQuery(sent.Headers.Location.Query);
        asked["id_token_hint"].ToString().ShouldNotBeEmpty();
        asked["post_logout_redirect_uri"].ToString().ShouldBe($"{_app.Behind.Identity.Issuer}/signed-out");
        _app.Kept.ShouldBeEmpty();
        using var after = await browser.GetAsync(new Uri("/passport", UriKind.Relative));
        after.Headers.Location!.ToString().ShouldContain("/session/start");
    }

    [Fact]
    public async Task Signing_in_again_takes_another_key()
    {
        var jar = new CookieJar();
        var browser = await _app.Browser(Somebody.Amara, jar);
        var first = _app.Kept.Single();

        using var again = await _app.SignIn(browser, Somebody.Ruth);

        _app.Kept.Single().ShouldNotBe(first);
        (await browser.Page("/employer")).Text().ShouldContain("Rosewood Care");
    }

    [Fact]
    public async Task An_answer_nobody_asked_for_signs_nobody_in()
    {
        using var other = await _app.Browser().GetAsync(new Uri("/session/start", UriKind.Relative));
        var asked = QueryHelpers.ParseQuery(other.Headers.Location!.Query);
        var code = _app.Behind.Identity.Code(Somebody.Amara, asked["nonce"]!, asked["code_challenge"]!);

        using var answer = await _app.Browser().GetAsync(new Uri($"/signed-in?code={code}&state={Uri.EscapeDataString(asked["state"]!)}", UriKind.Relative));

        answer.Headers.Location!.ToString().ShouldBe("/session/failed");
        _app.Kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_typed_when_the_session_ended_is_there_after_signing_in_again_for_nobody_else()
    {
        var jar = new CookieJar();
        var browser = await _app.Browser(Somebody.Amara, jar);
        var form = await browser.Page("/passport/share");
        _app.Clock.Advance(TimeSpan.FromMinutes(45));
        async Task<HttpResponseMessage> Send() => await browser.Send(form, "/passport/share", ("What", "some"), ("Items", $"{TeamStandIn.KitemarkedId}"));

        using var ended = await Send();
        ended.Headers.Location!.ToString().ShouldBe("/session/ended?returnUrl=%2Fpassport%2Fshare");
        (await browser.Page(ended.Headers.Location.ToString())).Text().ShouldContain("your answers will be there");
        using var back = await _app.SignIn(browser, Somebody.Amara, "/session/start?returnUrl=%2Fpassport%2Fshare");

        var page = await browser.Page("/passport/share");
        page.Fact("kept").ShouldContain("Your answers are still here.");
        page.QuerySelector("input[name=What][value=some]")!.HasAttribute("checked").ShouldBeTrue();
        page.QuerySelector($"input[name=Items][value='{TeamStandIn.KitemarkedId}']")!.HasAttribute("checked").ShouldBeTrue();
        (await browser.Page("/passport/share")).QuerySelector("[data-testid=kept]").ShouldBeNull("once");

        _app.Clock.Advance(TimeSpan.FromMinutes(45));
        using var endedAgain = await Send();
        using var somebodyElse = await _app.SignIn(browser, Somebody.Lukasz);
        (await browser.Page("/passport/share")).QuerySelector("[data-testid=kept]").ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_kept_for_somebody_who_only_says_that_they_had_a_session()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/passport/share/days", UriKind.Relative));
        request.Headers.Add("Cookie", "academy-portal=made-up");
        request.Content = new FormUrlEncodedContent([new("DraftOf", "account-amara"), new("Days", "7")]);

        using var answer = await _app.Browser().SendAsync(request);

        answer.Headers.Location!.ToString().ShouldStartWith("/session/start?");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task Each_group_begins_at_its_own_page_and_is_told_what_it_cannot_open()
    {
        foreach (var (who, home) in new[] { (Somebody.Amara, "/passport"), (Somebody.Ruth, "/employer"), (Somebody.Joanne, "/partner"), (Somebody.Dev, "/trainer"), (Somebody.Sam, "/academy"), (Somebody.Frances, "/figures") })
        {
            using var answer = await (await _app.Browser(who)).GetAsync(new Uri("/home", UriKind.Relative));
            answer.Headers.Location!.ToString().ShouldBe(home);
        }

        (await (await _app.Browser(Somebody.Frances with { Scope = "openid profile" })).Page("/home")).Text().ShouldContain("There are no pages for your role here yet.");
        (await (await _app.Browser(Somebody.Newcomer)).Page("/home")).Text().ShouldContain("Answer some questions to find it.");
        var ruth = await _app.Browser(Somebody.Ruth);
        using var refused = await ruth.GetAsync(new Uri("/passport", UriKind.Relative));
        refused.Headers.Location!.ToString().ShouldBe("/home?not=yours");
        (await ruth.Page("/home?not=yours")).Fact("not-yours").ShouldBe("You cannot open that page as you are signed in now.");
    }
}
