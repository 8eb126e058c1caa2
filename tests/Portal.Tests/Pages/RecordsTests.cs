using System.Net;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What a training provider recorded: found again, and taken back with a reason.</summary>
public sealed class RecordsTests : IAsyncDisposable
{
    private const string Records = "/trainer/records";
    private static readonly string Withdraw = $"{Records}/{RecordStandIn.StandingId}/withdraw";

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task What_was_recorded_is_listed_and_leads_to_the_next_page_with_the_same_search()
    {
        var browser = await _app.Browser(Somebody.Dev);

        var page = await browser.Page($"{Records}?Q=&From.Day=1&From.Month=September&From.Year=2026&Course={StandIns.MovingId}&Status=counts");

        _app.Behind.Records.LastSearch.ShouldBe($"?courseVersionId={StandIns.MovingId}&from=2026-09-01&withdrawn=false");
        page.QuerySelectorAll("[data-testid=record]").Select(row => row.QuerySelector("strong")!.TextContent).ShouldBe(["Up to date", "Withdrawn"]);
        page.QuerySelector("#From_Month")!.GetAttribute("value").ShouldBe("September");
        var next = page.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        next.ShouldBe($"{Records}?course={StandIns.MovingId}&from=2026-09-01&status=counts&before={RecordStandIn.WithdrawnId}");
        var second = await browser.Page(next);
        second.QuerySelectorAll("[data-testid=record]").Length.ShouldBe(1);
        second.QuerySelector("#From_Day")!.GetAttribute("value").ShouldBe("1");
        _app.Behind.Records.LastSearch.ShouldBe($"?courseVersionId={StandIns.MovingId}&from=2026-09-01&withdrawn=false&before={RecordStandIn.WithdrawnId}");
    }

    [Fact]
    public async Task A_name_is_searched_from_three_letters_on_and_nothing_found_is_said()
    {
        var browser = await _app.Browser(Somebody.Dev);

        (await browser.Page($"{Records}?Q=am")).Fact("too-short").ShouldStartWith("Type at least 3 letters");
        (await browser.Page($"{Records}?Q=amara")).QuerySelectorAll("[data-testid=record]").Length.ShouldBe(1);
        (await browser.Page($"{Records}?Q=zzz")).Fact("empty").ShouldBe("Nothing was found. Check the spelling, or search for less.");
        _app.Behind.Records.HasNone = true;
        (await browser.Page(Records)).Fact("empty").ShouldBe("You have not recorded anything yet.");
    }

    [Theory]
    [InlineData("From.Day=31&From.Month=2&From.Year=2026", "First day must be a real date")]
    [InlineData("Until.Day=3&Until.Year=2026", "Last day must include a month")]
    public async Task A_day_that_is_none_says_how_to_mend_it_and_keeps_what_was_typed(string query, string message)
    {
        var page = await (await _app.Browser(Somebody.Dev)).Page($"{Records}?Q=<b>am&{query}");

        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe(message);
        page.QuerySelector("#Q")!.GetAttribute("value").ShouldBe("<b>am");
        page.QuerySelectorAll("[data-testid=record]").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_is_withdrawn_by_a_reason_a_check_and_a_button()
    {
        var browser = await _app.Browser(Somebody.Dev);

        using var asked = await browser.Send(await browser.Page(Withdraw), Withdraw, ("Why", "person"), ("Detail", " It was <b>Grace</b>, not Amara. "));
        asked.Headers.Location!.ToString().ShouldBe($"{Withdraw}/check");
        var check = await browser.Page($"{Withdraw}/check");
        check.Fact("reason").ShouldStartWith("It was recorded for the wrong person. It was <b>Grace</b>, not Amara.");
        _app.Behind.Records.Reasons.ShouldBeEmpty();
        using var done = await browser.Send(check, $"{Withdraw}/check");
        using var twice = await browser.Send(check, $"{Withdraw}/check");

        done.Headers.Location!.ToString().ShouldBe($"{Withdraw}/done");
        _app.Behind.Records.Reasons.ShouldBe(["It was recorded for the wrong person. It was <b>Grace</b>, not Amara."]);
        (await browser.Page($"{Withdraw}/done")).Fact("withdrawn").ShouldBe("It was withdrawn at 9:00am on 22 November 2026: It was recorded for the wrong person. It was <b>Grace</b>, not Amara.");
        twice.Headers.Location!.ToString().ShouldBe(Withdraw);
        (await browser.Page(Withdraw)).Fact("withdrawn").ShouldStartWith("It was withdrawn at");
    }

    [Theory]
    [InlineData("", "", "Select why you withdraw it", "#Why")]
    [InlineData("<script>", "", "Select why you withdraw it", "#Why")]
    [InlineData("other", " ", "Say why you withdraw it. The person will read it", "#Detail")]
    [InlineData("error", "long", "What you say must be 400 characters or fewer", "#Detail")]
    public async Task What_is_missing_says_how_to_mend_it_and_loses_nothing(string why, string detail, string message, string target)
    {
        var browser = await _app.Browser(Somebody.Dev);
        var typed = detail == "long" ? new string('ß', 401) : detail;

        using var answer = await browser.Send(await browser.Page(Withdraw), Withdraw, ("Why", why), ("Detail", typed));

        var page = await answer.Read();
        var link = page.QuerySelector(".govuk-error-summary a")!;
        (link.TextContent, link.GetAttribute("href")).ShouldBe((message, target));
        page.QuerySelector("#Detail")!.TextContent.Trim('\n').ShouldBe(typed);
    }

    [Fact]
    public async Task Without_a_reason_there_is_nothing_to_check_and_without_a_withdrawal_nothing_is_done()
    {
        var browser = await _app.Browser(Somebody.Dev);

        foreach (var step in new[] { "check", "done" })
        {
            using var answer = await browser.GetAsync(new Uri($"{Withdraw}/{step}", UriKind.Relative));
            answer.Headers.Location!.ToString().ShouldBe(Withdraw);
        }
    }

    [Fact]
    public async Task What_was_withdrawn_before_says_when_and_why_and_cannot_be_withdrawn_again()
    {
        var browser = await _app.Browser(Somebody.Dev);

        var page = await browser.Page($"{Records}/{RecordStandIn.WithdrawnId}/withdraw");

        page.Fact("withdrawn").ShouldBe("It was withdrawn at 10:00am on 4 August 2026: She was <i>not</i> in the class.");
        page.QuerySelector("main form").ShouldBeNull();
    }

    [Fact]
    public async Task The_reason_is_still_there_when_the_service_is_away_or_refuses_or_the_session_ended()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var form = await browser.Page(Withdraw);
        using var asked = await browser.Send(form, Withdraw, ("Why", "error"));
        var check = await browser.Page($"{Withdraw}/check");
        _app.Behind.Records.Refuses = true;
        using var refused = await browser.Send(check, $"{Withdraw}/check");
        (await refused.Read()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("We could not withdraw this record.");
        (await browser.Page($"{Withdraw}/check")).Fact("reason").ShouldStartWith("It was recorded by mistake.");

        _app.Clock.Advance(TimeSpan.FromMinutes(31));
        using var ended = await browser.Send(form, Withdraw, ("Why", "other"), ("Detail", "=1+1"));
        using var back = await _app.SignIn(browser, Somebody.Dev);

        var page = await browser.Page(Withdraw);
        page.QuerySelector("[data-testid=kept]").ShouldNotBeNull();
        page.QuerySelector("#Detail")!.TextContent.Trim('\n').ShouldBe("=1+1");
    }

    [Fact]
    public async Task What_others_recorded_is_not_there_and_what_does_not_answer_says_so()
    {
        var browser = await _app.Browser(Somebody.Dev);
        using var answer = await browser.GetAsync(new Uri($"{Records}/{Guid.NewGuid()}/withdraw", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        _app.Behind.Down("Passport");

        (await browser.Page(Records)).Fact("down").ShouldBe("We cannot show what you recorded now. Try again later. We tried at 9:00am on 22 November 2026.");
    }
}
