using System.Net;
using Academy.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Accounts;

public sealed class SignInTests(IdentityApp app) : IAsyncDisposable
{
    private IdentityApp? _own;

    private IdentityApp App => _own ?? app;

    [Fact]
    public async Task A_link_signs_in_by_its_button_and_leads_on()
    {
        var account = await App.NewAccount();
        var browser = App.OpenBrowser().Http;

        var sent = await browser.Follow(await browser.Fill("/sign-in?returnUrl=%2Faccount%2Fsessions", ("Email", account.Email!), ("ReturnUrl", "/account/sessions")));
        sent.Heading.ShouldBe("Check your email");
        sent.TestId("address").ShouldBe(account.Email);
        var link = await App.LinkTo(account.Email!);
        var page = await browser.Open(link);
        page.Heading.ShouldBe("Sign in");
        var entered = await browser.Send(link, page, "");

        entered.Location!.ToString().ShouldBe("/account/sessions");
        (await browser.Open("/account")).Heading.ShouldBe("Your account");
        (await Session(account)).Amr.ShouldBe(["email"]);
    }

    [Fact]
    public async Task Opening_a_link_as_often_as_one_likes_does_not_use_it_up()
    {
        var account = await App.NewAccount();
        var link = await Ask(account.Email!);
        var scanner = App.OpenBrowser().Http;
        for (var i = 0; i < 3; i++)
        {
            (await scanner.SendAsync(new HttpRequestMessage(HttpMethod.Head, link))).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await scanner.Open(link)).Heading.ShouldBe("Sign in");
        }

        (await App.OpenBrowser().Http.Fill(link)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_link_signs_in_once()
    {
        var account = await App.NewAccount();
        var link = await Ask(account.Email!);
        var (first, second) = (App.OpenBrowser().Http, App.OpenBrowser().Http);
        var (one, two) = (await first.Open(link), await second.Open(link));

        (await first.Send(link, one, "")).Status.ShouldBe(HttpStatusCode.Redirect);
        var again = await second.Send(link, two, "");

        again.Status.ShouldBe(HttpStatusCode.Gone);
        again.Heading.ShouldBe("This link does not work any more");
        (await second.Open("/account")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Many_presses_of_the_button_at_once_make_one_session()
    {
        var account = await App.NewAccount();
        var link = await Ask(account.Email!);
        var browsers = Enumerable.Range(0, 6).Select(_ => App.OpenBrowser().Http).ToList();
        var pages = await Task.WhenAll(browsers.Select(browser => browser.Open(link)));

        var answers = await Task.WhenAll(browsers.Select((browser, i) => browser.Send(link, pages[i], "")));

        answers.Count(answer => answer.Status == HttpStatusCode.Redirect).ShouldBe(1);
        (await App.InDatabase(db => db.Sessions.CountAsync(session => session.AccountId == account.Id))).ShouldBe(1);
    }

    [Fact]
    public async Task The_second_of_two_tabs_goes_on_as_the_first_did()
    {
        var account = await App.NewAccount();
        var link = await Ask(account.Email!);
        var browser = App.OpenBrowser().Http;
        var (one, two) = (await browser.Open(link), await browser.Open(link));

        (await browser.Send(link, one, "")).Location!.ToString().ShouldBe("/account");
        (await browser.Send(link, two, "")).Location!.ToString().ShouldBe("/account");
        (await App.InDatabase(db => db.Sessions.CountAsync(session => session.AccountId == account.Id))).ShouldBe(1);
    }

    [Fact]
    public async Task A_link_ends_after_half_an_hour_and_a_new_one_can_be_asked_for_there()
    {
        HaveOwnClock();
        var account = await App.NewAccount();
        var link = await Ask(account.Email!);
        var browser = App.OpenBrowser().Http;
        App.Clock.Advance(TimeSpan.FromMinutes(31));

        var late = await browser.Open(link);
        late.Status.ShouldBe(HttpStatusCode.Gone);
        late.Html.ShouldNotContain(account.Email!);
        (await browser.Send(link, late, "")).Status.ShouldBe(HttpStatusCode.Gone);
        (await browser.Send(link, late, "Again")).Location!.ToString().ShouldBe("/sign-in/sent");

        (await browser.Fill(await App.LinkTo(account.Email!))).Location!.ToString().ShouldBe("/account");
    }

    [Fact]
    public async Task A_newer_link_ends_the_older_one()
    {
        HaveOwnClock();
        var account = await App.NewAccount();
        var older = await Ask(account.Email!);
        App.Clock.Advance(TimeSpan.FromSeconds(61));
        var newer = await Ask(account.Email!);

        (await App.OpenBrowser().Http.Open(older)).Status.ShouldBe(HttpStatusCode.Gone);
        (await App.OpenBrowser().Http.Open(newer)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_link_made_up_or_changed_by_one_letter_lets_nobody_in()
    {
        var account = await App.NewAccount();
        var link = await Ask(account.Email!);
        foreach (var wrong in new[] { $"{link[..^1]}{(link[^1] == 'A' ? 'B' : 'A')}", "/sign-in/link/x", $"/sign-in/link/{new string('a', 5000)}" })
        {
            var browser = App.OpenBrowser().Http;
            var page = await browser.Open(wrong);
            ((int)page.Status).ShouldBeInRange(400, 499, wrong[..Math.Min(60, wrong.Length)]);
            (await browser.Open("/account")).Status.ShouldBe(HttpStatusCode.Redirect);
        }
    }

    [Fact]
    public async Task Known_and_unknown_addresses_get_the_same_answer_and_each_a_message_of_its_own()
    {
        var account = await App.NewAccount();
        var (known, unknown) = (account.Email!, People.NewAddress());

        var (one, two) = (await AskForAnswers(known), await AskForAnswers(unknown));

        one.ShouldBe(two);
        (await App.MessagesTo(known)).ShouldHaveSingleItem().Purpose.ShouldBe("sign-in");
        var told = (await App.MessagesTo(unknown)).ShouldHaveSingleItem();
        told.Purpose.ShouldBe("no-account");
        told.Body.ShouldContain("https://academy.test/register");
        told.Body.ShouldNotContain("/sign-in/link/");
    }

    [Fact]
    public async Task Asking_twice_in_a_minute_sends_one_link_and_says_when_to_ask_again()
    {
        HaveOwnClock();
        var account = await App.NewAccount();
        var browser = App.OpenBrowser().Http;
        await browser.Fill("/sign-in", ("Email", account.Email!));
        await browser.Fill("/sign-in", ("Email", $" {account.Email!.ToUpperInvariant()} "));

        var tooSoon = await browser.Fill("/sign-in/sent");
        tooSoon.Errors.ShouldHaveSingleItem().ShouldStartWith("Wait a minute");
        tooSoon.Title.ShouldStartWith("Error: ");
        (await App.MessagesTo(account.Email!)).Count.ShouldBe(1);

        App.Clock.Advance(TimeSpan.FromSeconds(61));
        (await browser.Fill("/sign-in/sent")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await App.MessagesTo(account.Email!)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Pressing_the_button_many_times_at_once_sends_one_link()
    {
        var account = await App.NewAccount();
        var browser = App.OpenBrowser().Http;
        var page = await browser.Open("/sign-in");

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => browser.Send("/sign-in", page, "", ("Email", account.Email!))));

        (await App.MessagesTo(account.Email!)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Too_many_tries_about_one_address_are_told_when_to_come_back_known_or_not()
    {
        HaveOwnClock();
        foreach (var address in new[] { (await App.NewAccount()).Email!, People.NewAddress() })
        {
            Shown last = null!;
            for (var i = 0; i < 6; i++)
            {
                last = await App.OpenBrowser().Http.Fill("/sign-in", ("Email", address));
            }

            last.Status.ShouldBe(HttpStatusCode.TooManyRequests);
            last.Heading.ShouldBe("Too many tries");
            last.Html.ShouldContain("Try again at");
            last.Answer.Headers.RetryAfter.ShouldNotBeNull();
        }

        App.Clock.Advance(TimeSpan.FromMinutes(16));
        (await App.OpenBrowser().Http.Fill("/sign-in", ("Email", People.NewAddress()))).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Too_many_tries_of_one_caller_stop_that_caller_alone()
    {
        var (caller, other) = (App.OpenBrowser().Http, App.OpenBrowser().Http);
        for (var i = 0; i < 30; i++)
        {
            (await caller.Fill("/sign-in", ("Email", People.NewAddress()))).Status.ShouldBe(HttpStatusCode.Redirect);
        }

        (await caller.Fill("/sign-in", ("Email", People.NewAddress()))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await other.Fill("/sign-in", ("Email", People.NewAddress()))).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("amara")]
    [InlineData("amara@")]
    [InlineData("@post.example")]
    [InlineData("amara@localhost")]
    [InlineData("a b@post.example")]
    [InlineData("amara@post.example\r\nBcc: everybody@post.example")]
    [InlineData("Amara <amara@post.example>")]
    [InlineData("amara@post.example,other@post.example")]
    [InlineData("\"<script>\"@post.example")]
    public async Task What_is_no_address_comes_back_as_it_was_typed_with_what_to_do(string typed)
    {
        var refused = await App.OpenBrowser().Http.Fill("/sign-in", ("Email", typed));

        refused.Status.ShouldBe(HttpStatusCode.OK);
        refused.Errors.ShouldHaveSingleItem().ShouldStartWith("Enter ");
        refused.Title.ShouldStartWith("Error: ");
        refused.Html.ShouldNotContain("<script>\"");
        (await App.MessagesTo(typed.Trim())).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_that_holds_U_0000_is_refused_and_breaks_nothing()
        => (await App.OpenBrowser().Http.Fill("/sign-in", ("Email", "amara@post.example\0"))).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Ten_thousand_letters_are_refused_and_not_lost()
    {
        var typed = new string('a', 10_000) + "@post.example";

        var refused = await App.OpenBrowser().Http.Fill("/sign-in", ("Email", typed));

        refused.Status.ShouldBe(HttpStatusCode.OK);
        refused.Field("Email").ShouldBe(typed);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("account")]
    [InlineData("/\tx")]
    public async Task Signing_in_leads_nowhere_but_this_site(string returnUrl)
    {
        var account = await App.NewAccount();
        var browser = App.OpenBrowser().Http;
        var page = await browser.Open($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        page.Html.ShouldNotContain("evil");

        await browser.Send("/sign-in", page, "", ("Email", account.Email!), ("ReturnUrl", returnUrl));

        (await browser.Fill(await App.LinkTo(account.Email!))).Location!.ToString().ShouldBe("/account");
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/register")]
    [InlineData("/sign-out")]
    [InlineData("/account/sessions")]
    [InlineData("/account/email")]
    public async Task A_form_without_its_token_changes_nothing(string path)
    {
        var (person, address) = (await App.SignedIn(), People.NewAddress());

        (await person.Http.Post(path, ("Email", address), ("FullName", "Somebody"))).Status.ShouldBe(HttpStatusCode.BadRequest);

        (await person.Http.Open("/account")).Status.ShouldBe(HttpStatusCode.OK);
        (await App.MessagesTo(address)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_works_again_without_one()
    {
        var person = await App.SignedIn();

        (await person.Http.Follow(await person.Http.Fill("/sign-out"))).Heading.ShouldBe("You are signed out");

        (await App.InDatabase(db => db.Sessions.SingleAsync(session => session.Id == person.Session.Id))).EndedAt.ShouldNotBeNull();
        (await person.Http.Open("/account")).Location!.PathAndQuery.ShouldBe("/sign-in?returnUrl=%2Faccount");
        (await person.Http.Follow(await person.Http.Fill("/sign-out"))).Heading.ShouldBe("You are signed out");
    }

    [Fact]
    public async Task Every_cookie_on_the_way_in_is_pinned_to_this_host_and_out_of_reach_of_scripts()
    {
        var account = await App.NewAccount();
        var (browser, cookies) = App.OpenBrowser();
        await browser.Fill("/register", ("FullName", "Amara Okafor"));
        await browser.Fill(await Ask(account.Email!));

        // What each of them says of itself is looked at by the browser, on every answer of every test.
        cookies.GetAllCookies().Select(cookie => cookie.Name).ShouldBe(
            ["__Host-academy", "__Host-academy-identity-form", "__Host-academy-register"], ignoreOrder: true);
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>For a test that moves time.</summary>
    private void HaveOwnClock() => _own = new IdentityApp();

    private async Task<string> Ask(string address)
    {
        (await App.OpenBrowser().Http.Fill("/sign-in", ("Email", address))).Status.ShouldBe(HttpStatusCode.Redirect);
        return await App.LinkTo(address);
    }

    /// <summary>Everything an address gets to see, without what differs between any two requests.</summary>
    private async Task<string> AskForAnswers(string address)
    {
        var browser = App.OpenBrowser().Http;
        var asked = await browser.Fill("/sign-in", ("Email", address));
        var sent = await browser.Follow(asked);
        return $"{(int)asked.Status} {asked.Location} {(int)sent.Status} {sent.Title} {sent.Main.Replace(address, "the address", StringComparison.Ordinal)} {string.Join(' ', sent.Links)}";
    }

    private Task<Session> Session(Account account)
        => App.InDatabase(db => db.Sessions.SingleAsync(session => session.AccountId == account.Id));
}
