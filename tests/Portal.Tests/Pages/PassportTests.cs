using System.Net;
using Academy.Testing;

namespace Academy.Portal.Tests;

public sealed class PassportTests : IAsyncDisposable
{
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_passport_shows_what_there_is_how_it_stands_and_what_to_do_next()
    {
        var page = await (await _app.Browser(Somebody.Amara)).Page("/passport");

        page.Fact("number").ShouldBe("PA-1111-1111");
        page.Fact("tier").ShouldBe("Tier 2 of 5. You need 19 more points for tier 3.");
        page.Fact("up-to-date").ShouldBe("1");
        page.Fact("expires-soon").ShouldBe("1");
        page.Fact("expired").ShouldBe("1");
        page.Fact("not-checked").ShouldBe("1");
        page.Fact("hours").ShouldBe("14");
        page.Fact("role").ShouldBe("Care worker");
        page.QuerySelector("[data-testid=qr]").ShouldNotBeNull();
        page.QuerySelectorAll("[data-testid=entry]").Length.ShouldBe(5);
        page.QuerySelectorAll("[data-testid=to-do]").Select(item => item.TextContent).ShouldSatisfyAllConditions(
            items => items.Count().ShouldBe(2),
            items => items.First().ShouldContain("It expired on 14 May 2026."),
            items => items.Last().ShouldContain("It expires on 3 December 2026."));
        page.Fact("to-answer").ShouldBe("Say if your employer can see your passport: Hilltop <b>House</b> They cannot see it until you say yes. Not answered yet");
        page.Text().ShouldContain("Fire safety <in> care homes");
        page.Fact("notice").ShouldBe("The kitemark of Moving <b>people</b> ended on 1 October 2026. Assessments were <i>not</i> observed.");
        page.QuerySelectorAll("[data-testid=qualification]").Length.ShouldBe(2);
        page.Text().ShouldContain("Level 2 Adult Social Care Certificate");
        page.Fact("qualification").ShouldBe("Level 2. Awarded on 2 March 2026. NQual <b> Recorded by Northgate Care Training");
        page.QuerySelectorAll("[data-testid=qualification]")[1].TextContent.ShouldContain("It is <i>somebody else's</i>.");
        page.Fact("who").ShouldBe("Your account: Amara Okafor");
    }

    [Fact]
    public async Task A_training_says_which_one_it_did_again_and_which_did_it_again()
    {
        var page = await (await _app.Browser(Somebody.Amara)).Page("/passport/items/01890a5d-0000-7000-8000-0000000000c3");

        page.Fact("renews").ShouldBe("First aid, 14 May 2025");
        page.Fact("renewed-by").ShouldBe("Moving and assisting people, 1 September 2026");
    }

    [Fact]
    public async Task An_empty_passport_says_how_training_comes_into_it()
    {
        var page = await (await _app.Browser(Somebody.Lukasz)).Page("/passport");

        page.Fact("empty").ShouldContain("Ask your training provider to record your course.");
        page.QuerySelectorAll("[data-testid=entry]").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_does_not_answer_says_so_with_the_time_and_never_none()
    {
        var browser = await _app.Browser(Somebody.Amara);
        _app.Behind.Down("Pathway");
        (await browser.Page("/passport")).Fact("tier").ShouldBe("We cannot show your tier now. We tried at 9:00am on 22 November 2026.");
        _app.Behind.Up("Pathway");
        _app.Behind.Down("Passport");

        foreach (var (address, sentence) in new[]
        {
            ("/passport", "We cannot show your training now."),
            ("/passport/shares", "We cannot show your codes now."),
            ("/passport/activity", "We cannot show who looked now."),
        })
        {
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var page = await answer.Read();
            page.Fact("down").ShouldBe($"{sentence} Try again later. We tried at 9:00am on 22 November 2026.");
            page.Text().ShouldNotContain("Nobody has looked");
            page.Text().ShouldNotContain("You do not share");
            page.Text().ShouldNotContain("There is no training");
        }
    }

    [Fact]
    public async Task A_passport_that_is_not_there_yet_is_being_made()
    {
        _app.Behind.Team.IsNotThereYet = true;

        (await (await _app.Browser(Somebody.Amara)).Page("/passport")).Fact("being-made").ShouldContain("Load this page again in a minute.");
    }

    [Fact]
    public async Task A_record_tells_the_three_links_on_the_day_and_what_came_later()
    {
        var browser = await _app.Browser(Somebody.Amara);

        var page = await browser.Page($"/passport/items/{TeamStandIn.KitemarkedId}");

        page.Fact("assurance").ShouldBe("Yes. Course, provider and trainer were kitemarked on the day.");
        page.QuerySelectorAll("[data-testid=link]").Length.ShouldBe(3);
        page.Text().ShouldContain("The kitemark ended on 1 October 2026.");
        var withdrawn = await browser.Page($"/passport/items/{TeamStandIn.WithdrawnId}");
        withdrawn.Fact("status").ShouldBe("Withdrawn");
        withdrawn.Text().ShouldContain("She was <i>not</i> in the class.");
    }

    [Fact]
    public async Task Somebody_elses_record_is_not_there()
    {
        using var answer = await (await _app.Browser(Somebody.Lukasz)).GetAsync(new Uri($"/passport/items/{TeamStandIn.KitemarkedId}", UriKind.Relative));
        using var stop = await (await _app.Browser(Somebody.Lukasz)).GetAsync(new Uri($"/passport/shares/{TeamStandIn.OldShareId}/stop", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        stop.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Some_training_is_shared_for_some_days_and_the_code_is_shown_once()
    {
        var browser = await _app.Browser(Somebody.Amara);
        using var what = await browser.Send(await browser.Page("/passport/share"), "/passport/share", ("What", "some"), ("Items", $"{TeamStandIn.KitemarkedId}"));
        var days = what.Headers.Location!.ToString();
        var form = await browser.Page(days);
        form.Fact("what").ShouldBe("You share 1 training record.");

        using var made = await browser.Send(form, days, ("Days", "7"));

        var share = _app.Behind.Team.Shared.ShouldHaveSingleItem();
        share.EntryIds.ShouldBe([TeamStandIn.KitemarkedId]);
        share.Days.ShouldBe(7);
        made.Headers.Location!.ToString().ShouldNotContain("4F7");
        var done = await browser.Page(made.Headers.Location.ToString());
        done.Fact("code").ShouldBe("4F7-KQ2-M91");
        done.Title!.ShouldNotContain("4F7");
        done.Fact("until").ShouldContain("9:00am on 29 November 2026");
        var again = await browser.Page(made.Headers.Location.ToString());
        again.QuerySelector("[data-testid=code]").ShouldBeNull();
        again.Text().ShouldContain("We showed this code once");
    }

    [Fact]
    public async Task All_training_is_shared_and_a_form_sent_twice_is_one_share()
    {
        var browser = await _app.Browser(Somebody.Amara);
        using var what = await browser.Send(await browser.Page("/passport/share"), "/passport/share", ("What", "all"));
        var form = await browser.Page(what.Headers.Location!.ToString());

        using var one = await browser.Send(form, "/passport/share/days", ("Days", "30"));
        using var two = await browser.Send(form, "/passport/share/days", ("Days", "30"));

        two.Headers.Location.ShouldBe(one.Headers.Location);
        _app.Behind.Team.Shared.ShouldHaveSingleItem().EntryIds.ShouldBeNull();
        (await browser.Page(two.Headers.Location!.ToString())).Fact("code").ShouldBe("4F7-KQ2-M91");
    }

    [Theory]
    [InlineData("/passport/share", "What", "", "Select if you want to share all or some of your training")]
    [InlineData("/passport/share", "What", "some", "Choose at least one training")]
    [InlineData("/passport/share", "What", "<script>", "Select if you want to share all or some of your training")]
    [InlineData("/passport/share/days", "Days", "", "Select how long the code works")]
    [InlineData("/passport/share/days", "Days", "365", "Select how long the code works")]
    [InlineData("/passport/share/days", "Days", "=7", "Select how long the code works")]
    public async Task A_form_that_is_not_answered_says_what_to_do(string address, string field, string value, string message)
    {
        var browser = await _app.Browser(Somebody.Amara);

        using var answer = await browser.Send(await browser.Page(address), address, (field, value));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await answer.Read();
        page.Title!.ShouldStartWith("Error: ");
        page.QuerySelectorAll(".govuk-error-summary a").Select(link => link.TextContent).ShouldBe([message]);
        page.QuerySelector(page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!).ShouldNotBeNull();
        _app.Behind.Team.Shared.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_elses_training_cannot_be_chosen()
    {
        var browser = await _app.Browser(Somebody.Amara);

        using var answer = await browser.Send(await browser.Page("/passport/share"), "/passport/share", ("What", "some"), ("Items", $"{Guid.NewGuid()}"));

        (await answer.Read()).Text().ShouldContain("Choose at least one training");
    }

    [Fact]
    public async Task Too_many_codes_say_to_stop_one_and_a_service_that_is_away_keeps_the_answers()
    {
        var browser = await _app.Browser(Somebody.Amara);
        var form = await browser.Page("/passport/share/days");
        _app.Behind.Team.RefusesShares = "too-many-shares";
        using var refused = await browser.Send(form, "/passport/share/days", ("Days", "7"));
        (await refused.Read()).Text().ShouldContain("You have 10 codes that work. Stop one of them first");
        _app.Behind.Down("Passport");

        using var away = await browser.Send(form, "/passport/share/days", ("Days", "7"));

        away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var page = await away.Read();
        page.Text().ShouldContain("We cannot make a code now.");
        page.QuerySelector("input[value='7']")!.HasAttribute("checked").ShouldBeTrue();
    }

    [Fact]
    public async Task Sharing_is_stopped_at_once()
    {
        var browser = await _app.Browser(Somebody.Amara);
        (await browser.Page("/passport/shares")).QuerySelectorAll("[data-testid=live]").Length.ShouldBe(1);
        var stop = $"/passport/shares/{TeamStandIn.OldShareId}/stop";

        using var sent = await browser.Send(await browser.Page(stop), stop);

        _app.Behind.Team.Stopped.ShouldBe([TeamStandIn.OldShareId]);
        var page = await browser.Page(sent.Headers.Location!.ToString());
        page.Text().ShouldContain("Sharing has stopped. The code does not work any more.");
        page.Fact("none-live").ShouldBe("You do not share your passport with a code now.");
        (await browser.Page(stop)).Fact("has-stopped").ShouldBe("This code has stopped already.");
    }

    [Fact]
    public async Task Who_looked_is_told_in_words_with_the_reason_staff_gave()
    {
        var page = await (await _app.Browser(Somebody.Amara)).Page("/passport/activity");

        page.QuerySelectorAll("[data-testid=look]").Length.ShouldBe(4);
        page.Text().ShouldContain("Rosewood Care saw your passport 8:00am on 22 November 2026");
        page.Text().ShouldContain("A question <b>about</b> her course");
        (await (await _app.Browser(Somebody.Lukasz)).Page("/passport/activity")).Fact("empty").ShouldBe("Nobody has looked at your passport yet.");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var browser = await _app.Browser(Somebody.Amara);

        using var answer = await browser.PostAsync(
            new Uri($"/passport/shares/{TeamStandIn.OldShareId}/stop", UriKind.Relative), new FormUrlEncodedContent([]));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        _app.Behind.Team.Stopped.ShouldBeEmpty();
    }
}
