using System.Net;
using Academy.Passport.Domain;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>A learner says that a record is wrong; whoever recorded it, and Academy staff, answer.</summary>
public sealed class DisputeTests : IAsyncDisposable
{
    private const string Queue = "/disputes";
    private static readonly string Problem = $"/passport/problem/{TeamStandIn.KitemarkedId}";
    private static readonly string Waiting = $"{Queue}/{DisputeStandIn.WaitingId}";
    private static readonly string Correct = $"/trainer/records/{RecordStandIn.StandingId}/correct";

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_learner_says_what_is_wrong_and_reads_who_answers_by_when()
    {
        var browser = await _app.Browser(Somebody.Amara);
        (await browser.Page($"/passport/items/{TeamStandIn.KitemarkedId}")).QuerySelector($"main a[href='{Problem}']").ShouldNotBeNull();

        var form = await browser.Page(Problem);
        using var sent = await browser.Send(form, Problem, ("Claim", "WrongDay"), ("Words", " It was <b>earlier</b>. "));
        using var again = await browser.Send(form, Problem, ("Claim", "WrongDay"), ("Words", " It was <b>earlier</b>. "));

        sent.Headers.Location!.ToString().ShouldBe(Problem);
        var page = await browser.Page(Problem);
        page.Fact("sent").ShouldStartWith("We have what you said.");
        page.Fact("state").ShouldBe("Northgate Care Training answers by 6 December 2026.");
        page.QuerySelectorAll("[data-testid=line]").Select(line => line.TextContent).ShouldHaveSingleItem().ShouldContain("It was <b>earlier</b>.");
        _app.Behind.Disputes.Amaras!.Claim.ShouldBe(DisputeClaim.WrongDay);
    }

    [Fact]
    public async Task Whoever_does_not_agree_with_the_answer_asks_the_academy()
    {
        var browser = await _app.Browser(Somebody.Amara);
        _app.Behind.Disputes.Amaras = _app.Behind.Disputes.Answered();

        var form = await browser.Page(Problem);
        form.Fact("state").ShouldBe("Northgate Care Training says that the record is right. If you do not agree, ask the Academy.");
        form.QuerySelector("input[name=Claim]").ShouldBeNull();
        using var empty = await browser.Send(form, Problem, ("Words", " "));
        (await empty.Read()).QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("Say why you do not agree");
        using var sent = await browser.Send(form, Problem, ("Words", "I was on leave."));

        (await browser.Page(Problem)).Fact("state").ShouldStartWith("The Academy decides by ");
    }

    [Theory]
    [InlineData(DisputeState.Upheld, null, "The Academy says that you are right. Northgate Care Training puts the record right.")]
    [InlineData(DisputeState.Settled, DisputeOutcome.Stands, "The Academy decided that the record is right.")]
    [InlineData(DisputeState.Settled, DisputeOutcome.Corrected, "The record was put right.")]
    [InlineData(DisputeState.Settled, DisputeOutcome.Withdrawn, "The record was withdrawn. It does not count any more.")]
    public async Task How_it_ended_is_said_in_a_sentence(DisputeState state, DisputeOutcome? outcome, string sentence)
    {
        var browser = await _app.Browser(Somebody.Amara);
        _app.Behind.Disputes.Amaras = _app.Behind.Disputes.Answered(state, outcome);

        (await browser.Page(Problem)).Fact("state").ShouldBe(sentence);
    }

    [Theory]
    [InlineData("", "It was earlier.", "Select what is wrong", "#Claim")]
    [InlineData("<script>", "It was earlier.", "Select what is wrong", "#Claim")]
    [InlineData("NotMine", "", "Say what is right", "#Words")]
    [InlineData("NotMine", "  x", "Say what is right", "#Words")]
    [InlineData("NotMine", "long", "What you say must be 1000 characters or fewer", "#Words")]
    public async Task What_is_missing_says_how_to_mend_it_and_loses_nothing(string claim, string said, string message, string target)
    {
        var browser = await _app.Browser(Somebody.Amara);
        var typed = said == "long" ? new string('ß', 1001) : said;

        using var answer = await browser.Send(await browser.Page(Problem), Problem, ("Claim", claim), ("Words", typed));

        var page = await answer.Read();
        var link = page.QuerySelector(".govuk-error-summary a")!;
        (link.TextContent, link.GetAttribute("href")).ShouldBe((message, target));
        page.QuerySelector("#Words")!.TextContent.Trim('\n').ShouldBe(typed);
        _app.Behind.Disputes.Amaras.ShouldBeNull();
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("‮evil‬ 👩‍⚕️ كان قبل يوم")]
    [InlineData("'; DROP TABLE disputes; --")]
    public async Task Whatever_is_typed_is_shown_and_never_rendered(string words)
    {
        var browser = await _app.Browser(Somebody.Amara);

        using var sent = await browser.Send(await browser.Page(Problem), Problem, ("Claim", "SomethingElse"), ("Words", words));

        var page = await browser.Page(Problem);
        page.QuerySelector("[data-testid=line] bdi")!.TextContent.ShouldBe(words);
        page.QuerySelectorAll("[data-testid=line] bdi *").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_learner_added_is_removed_not_reported()
    {
        var browser = await _app.Browser(Somebody.Amara);

        using var answer = await browser.GetAsync(new Uri($"/passport/problem/{EvidenceStandIn.DeclaredId}", UriKind.Relative));

        answer.Headers.Location!.ToString().ShouldBe($"/passport/items/{EvidenceStandIn.DeclaredId}");
        (await browser.Page($"/passport/items/{EvidenceStandIn.DeclaredId}")).QuerySelector("main a[href^='/passport/problem']").ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_lost_when_the_service_is_away_or_refuses_or_the_session_ended()
    {
        var browser = await _app.Browser(Somebody.Amara);
        var form = await browser.Page(Problem);
        _app.Behind.Disputes.Refuses = "dispute-full";
        using var refused = await browser.Send(form, Problem, ("Claim", "NotMine"), ("Words", "I was on leave."));
        (await refused.Read()).QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("You said 10 things already. Wait for the answer");

        _app.Clock.Advance(TimeSpan.FromMinutes(31));
        using var ended = await browser.Send(form, Problem, ("Claim", "NotMine"), ("Words", "I was on leave."));
        using var back = await _app.SignIn(browser, Somebody.Amara);
        var page = await browser.Page(Problem);
        page.QuerySelector("[data-testid=kept]").ShouldNotBeNull();
        page.QuerySelector("#Words")!.TextContent.Trim('\n').ShouldBe("I was on leave.");
        page.QuerySelector("input[value=NotMine]")!.HasAttribute("checked").ShouldBeTrue();

        _app.Behind.Down("Passport");
        using var down = await browser.GetAsync(new Uri(Problem, UriKind.Relative));
        down.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Whoever_recorded_it_is_led_from_the_overview_to_what_waits_the_longest_first()
    {
        var browser = await _app.Browser(Somebody.Dev);

        (await browser.Page("/trainer")).Fact("disputes").ShouldBe("2");
        var page = await browser.Page(Queue);

        page.Facts("dispute").ShouldBe(
        [
            "Moving <b>people</b>, 1 September 2026 The day is wrong. Answer by 16 November 2026. Put it right",
            "Moving <b>people</b>, 1 September 2026 The day is wrong. Answer by 5 December 2026.",
        ]);
        page.Text().ShouldNotContain("Nguyễn");
        (await browser.Page(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).Fact("empty").ShouldBe("Nothing waits for your answer.");
        _app.Behind.Disputes.Purposes.ShouldBeEmpty("nobody was looked at");
    }

    [Fact]
    public async Task A_trainer_says_why_the_record_is_right()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var form = await browser.Page(Waiting);
        (form.Fact("name"), form.Fact("claim")).ShouldBe(("Nguyễn <b>Thị</b> Hà", "The day is wrong."));

        using var first = await browser.Send(form, Waiting, ("Decision", "right"), ("Words", " The register says so. "));
        using var second = await browser.Send(form, Waiting, ("Decision", "right"), ("Words", " The register says so. "));

        var (_, answer) = _app.Behind.Disputes.Answers.ShouldHaveSingleItem();
        (answer.EntryIsRight, answer.Words, answer.SeenLines).ShouldBe((true, "The register says so.", 1));
        (await browser.Page(Queue)).Fact("answered").ShouldBe("We keep your answer. The person is told.");
    }

    [Fact]
    public async Task A_trainer_withdraws_what_is_wrong_with_the_words_as_the_reason()
    {
        var browser = await _app.Browser(Somebody.Dev);

        using var sent = await browser.Send(await browser.Page(Waiting), Waiting, ("Decision", "wrong"), ("Words", "She was not in the class."));

        _app.Behind.Records.Reasons.ShouldBe(["She was not in the class."]);
        _app.Behind.Disputes.Answers.ShouldBeEmpty();
        (await browser.Page(Queue)).Fact("answered").ShouldBe("The record was withdrawn. The person is told.");
    }

    [Fact]
    public async Task A_trainer_puts_the_day_right()
    {
        var browser = await _app.Browser(Somebody.Dev);

        using var leads = await browser.Send(await browser.Page(Waiting), Waiting, ("Decision", "day"));
        leads.Headers.Location!.ToString().ShouldBe(Correct);
        using var sent = await browser.Send(
            await browser.Page(Correct), Correct, ("On.Day", "31"), ("On.Month", "8"), ("On.Year", "2026"), ("Reason", " The register says 31 August. "));

        sent.Headers.Location!.ToString().ShouldBe("/trainer/records");
        var correction = _app.Behind.Records.Corrections.ShouldHaveSingleItem();
        (correction.CompletedOn, correction.Reason).ShouldBe((new DateOnly(2026, 8, 31), "The register says 31 August."));
        (await browser.Page("/trainer/records")).Fact("corrected").ShouldStartWith("The day was corrected.");
    }

    [Theory]
    [InlineData("", "8", "2026", "It was a typing error.", "The day it was completed must include a day", "#On_Day")]
    [InlineData("31", "2", "2026", "It was a typing error.", "The day it was completed must be a real date", "#On_Day")]
    [InlineData("1", "9", "2026", "It was a typing error.", "This is the day that is recorded already", "#On_Day")]
    [InlineData("1", "9", "2027", "It was a typing error.", "The day must be today or in the past", "#On_Day")]
    [InlineData("31", "8", "2026", "", "Say why it was wrong. The person will read it", "#Reason")]
    [InlineData("31", "8", "2026", "long", "What you say must be 500 characters or fewer", "#Reason")]
    public async Task A_day_that_cannot_be_says_how_to_mend_it_and_loses_nothing(string day, string month, string year, string reason, string message, string target)
    {
        var browser = await _app.Browser(Somebody.Dev);
        var typed = reason == "long" ? new string('ß', 501) : reason;

        using var answer = await browser.Send(await browser.Page(Correct), Correct, ("On.Day", day), ("On.Month", month), ("On.Year", year), ("Reason", typed));

        var page = await answer.Read();
        var link = page.QuerySelector(".govuk-error-summary a")!;
        (link.TextContent, link.GetAttribute("href")).ShouldBe((message, target));
        page.QuerySelector("#Reason")!.TextContent.Trim('\n').ShouldBe(typed);
        (page.QuerySelector("input[name='On.Day']")!.GetAttribute("value") ?? "").ShouldBe(day);
        _app.Behind.Records.Corrections.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_day_that_the_service_refuses_is_typed_still()
    {
        var browser = await _app.Browser(Somebody.Dev);
        _app.Behind.Records.Refuses = true;

        using var answer = await browser.Send(
            await browser.Page(Correct), Correct, ("On.Day", "31"), ("On.Month", "8"), ("On.Year", "2026"), ("Reason", "=1+1"));

        var page = await answer.Read();
        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("This course is recorded for that day already. Withdraw the record that is too many");
        page.QuerySelector("#Reason")!.TextContent.Trim('\n').ShouldBe("=1+1");
    }

    [Fact]
    public async Task What_was_withdrawn_is_not_corrected()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var address = $"/trainer/records/{RecordStandIn.WithdrawnId}";

        using var answer = await browser.GetAsync(new Uri($"{address}/correct", UriKind.Relative));

        answer.Headers.Location!.ToString().ShouldBe($"{address}/withdraw");
    }

    [Fact]
    public async Task After_the_academy_found_it_wrong_nobody_says_that_it_is_right()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var address = $"{Queue}/{DisputeStandIn.UpheldId}";
        var form = await browser.Page(address);
        form.QuerySelectorAll("input[name=Decision]").Select(choice => choice.GetAttribute("value")).ShouldBe(["day", "wrong"]);

        using var answer = await browser.Send(form, address, ("Decision", "right"), ("Words", "It is right."));

        (await answer.Read()).QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("Select what you say");
        _app.Behind.Disputes.Answers.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("right", true)]
    [InlineData("wrong", false)]
    public async Task Academy_staff_decide_and_the_person_reads_why_they_looked(string decision, bool isRight)
    {
        var browser = await _app.Browser(Somebody.Sam);
        (await browser.Page("/academy")).Fact("disputes").ShouldBe("1");
        var address = $"{Queue}/{DisputeStandIn.AskedId}";

        using var sent = await browser.Send(await browser.Page(address), address, ("Decision", decision), ("Words", "We asked both."));

        _app.Behind.Disputes.Answers.Values.ShouldHaveSingleItem().EntryIsRight.ShouldBe(isRight);
        _app.Behind.Disputes.Purposes.ShouldAllBe(purpose => purpose == "To answer what you said is wrong with a record");
        _app.Behind.Records.Reasons.ShouldBeEmpty();
    }

    [Fact]
    public async Task Academy_staff_read_what_is_not_theirs_to_answer_yet()
    {
        var browser = await _app.Browser(Somebody.Sam);

        var page = await browser.Page(Waiting);

        page.Fact("not-now").ShouldStartWith("Whoever recorded it answers first, by ");
        page.QuerySelector("main form").ShouldBeNull();
    }

    [Theory]
    [InlineData("dispute-changed", "The person said more meanwhile. Load the page again and read it")]
    [InlineData("dispute-not-waiting", "Somebody else answered meanwhile, or it is settled. Load the page again")]
    [InlineData("anything", "We could not keep your answer. Load the page again")]
    public async Task What_happened_meanwhile_is_said_and_the_answer_is_typed_still(string slug, string message)
    {
        var browser = await _app.Browser(Somebody.Dev);
        var form = await browser.Page(Waiting);
        _app.Behind.Disputes.Refuses = slug;

        using var answer = await browser.Send(form, Waiting, ("Decision", "right"), ("Words", "The register says so."));

        var page = await answer.Read();
        page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain(message);
        page.QuerySelector("#Words")!.TextContent.Trim('\n').ShouldBe("The register says so.");
    }

    [Theory]
    [InlineData("", "The register says so.", "Select what you say", "#Decision")]
    [InlineData("right", " ", "Say why. The person will read it", "#Words")]
    [InlineData("right", "long", "What you say must be 1000 characters or fewer", "#Words")]
    [InlineData("wrong", "long", "What you say must be 500 characters or fewer", "#Words")]
    public async Task An_answer_that_lacks_something_says_what(string decision, string said, string message, string target)
    {
        var browser = await _app.Browser(Somebody.Dev);
        var typed = said == "long" ? new string('ß', 1001) : said;

        using var answer = await browser.Send(await browser.Page(Waiting), Waiting, ("Decision", decision), ("Words", typed));

        var page = await answer.Read();
        var link = page.QuerySelector(".govuk-error-summary a")!;
        (link.TextContent, link.GetAttribute("href")).ShouldBe((message, target));
        page.QuerySelector("#Words")!.TextContent.Trim('\n').ShouldBe(typed);
    }

    [Fact]
    public async Task To_learners_and_to_roles_that_do_not_answer_the_pages_are_not_there()
    {
        foreach (var somebody in new[] { Somebody.Amara, Somebody.Mary })
        {
            var browser = await _app.Browser(somebody);
            foreach (var address in new[] { Queue, Waiting })
            {
                using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
                answer.Headers.Location!.ToString().ShouldBe("/home?not=yours");
            }
        }
    }
}
