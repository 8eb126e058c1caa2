using System.Net;
using Academy.Passport.Domain;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>An employer checks a new starter; the check is kept, told apart from what changed since, and decided by.</summary>
public sealed class SavedCheckTests : IAsyncDisposable
{
    private const string Form = "/employer/check";
    private static readonly string Old = $"/employer/check/{SavedCheckStandIn.OldId}";

    private static readonly (string, string)[] Valid =
        [("Code", StandIns.Code), ("DateOfBirth.Day", "27"), ("DateOfBirth.Month", "3"), ("DateOfBirth.Year", "1987")];

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_check_is_kept_and_says_what_was_checked_when_and_by_whom()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        using var sent = await browser.Send(await browser.Page(Form), Form, Valid);

        var address = sent.Headers.Location!.ToString();
        address.ShouldBe($"/employer/check/{_app.Behind.Checks.Single().CheckId}");
        var page = await browser.Page(address);
        page.QuerySelector("h1 bdi")!.TextContent.ShouldBe("Amara <b>Okafor</b>");
        page.Fact("by").ShouldBe("Rosewood Care");
        page.Fact("checked-at").ShouldBe("9:00am on 22 November 2026");
        page.Fact("entries").ShouldBe("5");
        page.Fact("withdrawn").ShouldBe("1 of 5");
        page.Fact("since").ShouldBe("None, of what you saw");
        page.QuerySelector("[data-testid=changed]").ShouldBeNull();
        page.QuerySelectorAll("[data-testid=entry]").Length.ShouldBe(5);
        (await browser.Page("/employer/checks")).QuerySelectorAll("[data-testid=check]").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_check()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var form = await browser.Page(Form);

        using var one = await browser.Send(form, Form, Valid);
        using var two = await browser.Send(form, Form, Valid);

        two.Headers.Location.ShouldBe(one.Headers.Location);
        _app.Behind.Checks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_changed_since_is_said_first_and_the_result_stays_as_it_was()
    {
        var page = await (await _app.Browser(Somebody.Ruth)).Page(Old);

        page.QuerySelectorAll("[data-testid=change]").Select(change => string.Join(' ', change.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ShouldBe(
        [
            "Moving and assisting people was withdrawn at 9:00am on 20 November 2026. It does not count any more. She was <i>not</i> in the class.",
            "What Fire safety counts for changed at 9:00am on 19 November 2026.",
        ]);
        page.Fact("checked-at").ShouldBe("9:00am on 15 November 2026");
        page.Fact("since").ShouldBe("2 of 5");
        page.QuerySelectorAll("[data-testid=entry]").Count(entry => entry.TextContent.Contains("Withdrawn", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Once_the_sharing_has_ended_the_result_is_what_was_seen_and_nothing_newer()
    {
        _app.Behind.SavedChecks.HasEnded = true;
        var browser = await _app.Browser(Somebody.Ruth);

        var page = await browser.Page(Old);
        page.Fact("since").ShouldBe("The sharing has ended. We do not say what changed since.");
        page.QuerySelector("[data-testid=changed]").ShouldBeNull();
        (await browser.Page($"{Old}/decide")).QuerySelector("main")!.TextContent.ShouldContain("You see each training as it was when you checked.");
    }

    [Theory]
    [InlineData("Not valid!", "27", "3", "1987", "Check the code. It has 9 letters and numbers, for example 4F7-KQ2-M9X")]
    [InlineData("", "27", "3", "1987", "Enter the share code")]
    [InlineData("4F7KQ2M9F", "31", "2", "1987", "Date of birth must be a real date")]
    [InlineData("4F7KQ2M9F", "27", "3", "2990", "Date of birth must be in the past")]
    [InlineData("4F7KQ2M9F", "28", "3", "1987", "We cannot find a shared passport with this code and date of birth. Check both, or ask for a new code")]
    public async Task What_is_wrong_says_how_to_mend_it_and_loses_nothing(string code, string day, string month, string year, string message)
    {
        var browser = await _app.Browser(Somebody.Ruth);

        using var answer = await browser.Send(await browser.Page(Form), Form, ("Code", code), ("DateOfBirth.Day", day), ("DateOfBirth.Month", month), ("DateOfBirth.Year", year));

        var page = await answer.Read();
        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe(message);
        (page.QuerySelector("#Code")!.GetAttribute("value") ?? "").ShouldBe(code);
        page.QuerySelector("#DateOfBirth_Year")!.GetAttribute("value").ShouldBe(year);
        _app.Behind.Checks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Five_wrong_tries_of_one_person_and_then_none_for_a_while()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        for (var day = 1; day <= 5; day++)
        {
            using var wrong = await browser.Send(await browser.Page(Form), Form, ("Code", StandIns.Code), ("DateOfBirth.Day", $"{day}"), ("DateOfBirth.Month", "3"), ("DateOfBirth.Year", "1987"));
            wrong.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var refused = await browser.Send(await browser.Page(Form), Form, Valid);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Answers_are_still_there_when_the_service_is_away_or_the_session_ended()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var form = await browser.Page(Form);
        _app.Behind.Down("Passport");
        using var away = await browser.Send(form, Form, Valid);
        away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await away.Read()).Text().ShouldContain("We cannot check passports now. Try again later.");
        _app.Behind.Up("Passport");

        _app.Clock.Advance(TimeSpan.FromMinutes(31));
        using var ended = await browser.Send(form, Form, Valid);
        using var back = await _app.SignIn(browser, Somebody.Ruth);

        var page = await browser.Page(Form);
        page.QuerySelector("[data-testid=kept]").ShouldNotBeNull();
        page.QuerySelector("#Code")!.GetAttribute("value").ShouldBe(StandIns.Code);
        page.QuerySelector("#DateOfBirth_Day")!.GetAttribute("value").ShouldBe("27");
    }

    [Fact]
    public async Task What_need_not_be_done_again_is_decided_by_the_check()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var form = await browser.Page($"{Old}/decide");
        form.QuerySelectorAll("[data-testid=brought] h3").Select(title => title.TextContent).ShouldBe(["Moving and assisting people", "Infection control", "Fire safety", "First aid, old style"]);
        form.QuerySelectorAll("input[name='Answers[0].Decision']").Select(input => input.GetAttribute("value")).ShouldBe(["Repeat", "Rejected"]);

        using var sent = await browser.Send(form, $"{Old}/decide", ("Answers[0].Decision", "Repeat"), ("Answers[0].Reason", "It was withdrawn."), ("Answers[2].Decision", "Accepted"));

        sent.Headers.Location!.ToString().ShouldBe($"{Old}/decide");
        _app.Behind.SavedChecks.Receipts.Select(r => (r.Decision, r.Reason)).ShouldBe([(RelianceDecision.Repeat, "It was withdrawn."), (RelianceDecision.Accepted, null)]);
        (await browser.Page($"{Old}/decide")).QuerySelector("[data-testid=saved]").ShouldNotBeNull();
        var result = await browser.Page(Old);
        result.Fact("decided").ShouldStartWith("2 of 4");
        result.QuerySelectorAll("[data-testid=receipt]").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("Rejected", "", "Infection control: say why. The person will read it")]
    [InlineData("Accepted", "", "Infection control: choose one of the answers")]
    public async Task What_cannot_be_decided_says_how_to_mend_it(string decision, string reason, string message)
    {
        var browser = await _app.Browser(Somebody.Ruth);

        using var answer = await browser.Send(await browser.Page($"{Old}/decide"), $"{Old}/decide", ("Answers[1].Decision", decision), ("Answers[1].Reason", reason));

        (await answer.Read()).QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe(message);
        _app.Behind.SavedChecks.Receipts.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_has_the_newest_first_and_leads_to_the_next_page()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        var page = await browser.Page("/employer/checks");

        page.QuerySelector("[data-testid=check] a")!.GetAttribute("href").ShouldBe(Old);
        var next = await browser.Page(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        next.Text().ShouldContain("محمد الأحمد");
        next.QuerySelector("a[rel=next]").ShouldBeNull();
        _app.Behind.SavedChecks.HasNone = true;
        (await browser.Page("/employer/checks")).Fact("empty").ShouldBe("You have not checked a new starter yet.");
    }

    [Fact]
    public async Task A_check_of_another_employer_is_not_there()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        foreach (var address in new[] { $"{Form}/{Guid.NewGuid()}", $"{Form}/{Guid.NewGuid()}/decide" })
        {
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Whose_role_keeps_no_checks_is_told_so_and_led_to_the_open_door()
    {
        _app.Behind.SavedChecks.IsForOthers = true;
        var browser = await _app.Browser(Somebody.Ruth);

        foreach (var address in new[] { Form, Old, "/employer/checks" })
        {
            (await browser.Page(address)).Fact("for-others").ShouldStartWith("Only managers and administrators keep checks");
        }

        (await browser.Page(Form)).QuerySelector("main form").ShouldBeNull();
    }

    [Fact]
    public async Task A_list_that_does_not_answer_says_so_with_the_time_and_never_none()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        _app.Behind.Down("Passport");

        (await browser.Page("/employer/checks")).Fact("down").ShouldBe("We cannot show your checks now. Try again later. We tried at 9:00am on 22 November 2026.");
    }
}
