using System.Net;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>Kitemarks that were granted: found, renewed, visited, suspended, withdrawn and given back.</summary>
public sealed class AcademyKitemarkTests : IAsyncDisposable
{
    private const string All = "/academy/kitemarks";

    private static readonly (string, string)[] Withdrawn =
    [
        ("From.Day", "1"), ("From.Month", "12"), ("From.Year", "2026"), ("Choice", "VoidFrom"), ("VoidFrom.Day", "1"), ("VoidFrom.Month", "9"), ("VoidFrom.Year", "2026"), ("Reason", " No <b>assessment</b>. "),
    ];

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_overview_leads_to_all_kitemarks_and_to_what_is_due()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var overview = await browser.Page("/academy");
        (overview.Fact("renewals"), overview.QuerySelector($"main a[href='{All}']")!.TextContent).ShouldBe(("More than 3 to renew", "Kitemarks"));

        var page = await browser.Page(All);
        page.Facts("mark").ShouldBe([
            "Moving <b>people</b> (2026) Northgate Care Training. From 1 January 2026 to 31 January 2027. In force",
            "Moving <b>people</b> (2026) Northgate Care Training. From 1 January 2026 to 30 September 2026. Suspended",
            "Moving <b>people</b> (2026) Northgate Care Training. From 1 January 2026 to 31 October 2026. Withdrawn",
            "Northgate Care Training From 1 January 2026 to 30 June 2026. Not in force",
        ]);
        (await browser.Page(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).Fact("empty").ShouldBe("There is no such kitemark.");
        (await browser.Page($"{All}?q=nothing")).Fact("empty").ShouldBe("There is no such kitemark.");
        (await browser.Page($"{All}?q=%3Cscript%3E")).QuerySelector("#q")!.GetAttribute("value").ShouldBe("<script>");
        (await browser.Page($"{All}?due=Renewal")).Facts("due").Select(Last).ShouldBe(["Can be renewed", "Applied", "Lapsed"]);
        (await browser.Page($"{All}?due=Review")).Facts("due").Select(Last).ShouldBe(["Due", "Overdue", "Overdue"]);
        (await browser.Page($"{All}?due=%3Cscript%3E")).Facts("mark").Count.ShouldBe(4);

        static string Last(string line) => line[(line.LastIndexOf(". ", StringComparison.Ordinal) + 2)..];
    }

    [Fact]
    public async Task A_kitemark_shows_its_periods_its_decisions_its_visits_and_how_far_the_work_is()
    {
        var browser = await _app.Browser(Somebody.Sam);

        var page = await browser.Page($"{All}/{MarkStandIn.InForceId}");

        page.Fact("work").ShouldBe("Training records are being changed: 60 of 180 people are done.");
        page.Facts("line").Count.ShouldBe(3);
        page.Facts("line")[1].ShouldStartWith("Suspended from 1 May 2026: A <b>complaint</b>. Training completed before is shown as under review.");
        page.Facts("line")[2].ShouldStartWith("Taken back: It was another course.");
        page.Fact("period").ShouldBe("From 1 January 2025 to 31 December 2025");
        page.Facts("visit").Count.ShouldBe(3);
        page.Facts("visit")[1].ShouldContain("A class of <b>twelve</b>.");
        _app.Behind.Marks.IsWorkDone = true;
        (await browser.Page($"{All}/{MarkStandIn.InForceId}")).Fact("work").ShouldStartWith("Training records follow the last decision since 9:00am on 22 November 2026. Records changed: 70.");
        (await browser.Page($"{All}/{MarkStandIn.WithdrawnId}")).Fact("nothing").ShouldBe("There is nothing for you to do here now.");
    }

    [Fact]
    public async Task A_withdrawal_is_confirmed_once_its_effects_were_seen()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var address = $"{All}/{MarkStandIn.InForceId}/withdraw";

        using var answer = await browser.Send(await browser.Page(address), address, Withdrawn);
        var page = await answer.Read();

        page.Fact("effects").ShouldBe("WarningIt changes 214 training records.");
        (page.Fact("losing"), page.Fact("review"), page.Fact("learners")).ShouldBe(("200", "14", "180"));
        page.Fact("employers").ShouldEndWith("12, of which 3 accepted such training");
        page.Fact("tiers").ShouldBe("From tier 3 to 2: 5 From tier 2 to 0: 1 Of 7 older records in the Academy this cannot be said.");
        page.Fact("benefits").ShouldBe("People who lose a benefit: 4 Half-price <b>swimming</b>: 4");
        _app.Behind.Marks.Asked[0].ShouldBe("Passport ?kind=Withdrawn&from=2026-12-01&consequence=VoidFrom&voidFrom=2026-09-01");
        _app.Behind.Marks.Taken.ShouldBeEmpty("nothing is decided before it is confirmed");

        using var first = await browser.Send(page, address);
        using var second = await browser.Send(page, address);
        _app.Behind.Marks.Taken.Values.ShouldHaveSingleItem().ShouldBe(
            ("withdraw", """{"from":"2026-12-01","consequence":"VoidFrom","voidFrom":"2026-09-01","reason":"No \u003Cb\u003Eassessment\u003C/b\u003E."}"""));
        (await browser.Page(first.Headers.Location!.ToString())).Fact("done").ShouldBe("The kitemark is withdrawn.");
    }

    [Fact]
    public async Task What_was_changed_after_its_effects_were_seen_is_shown_again_and_not_decided()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var address = $"{All}/{MarkStandIn.InForceId}/withdraw";
        using var answer = await browser.Send(await browser.Page(address), address, Withdrawn);
        var seen = await answer.Read();

        using var changed = await browser.Send(seen, address, ("VoidFrom.Month", "8"));
        (await changed.Read()).Fact("effects").ShouldNotBeNull();
        using var back = await browser.Send(seen, $"{address}?handler=Change");
        var form = await back.Read();

        (form.QuerySelector("#Reason")!.TextContent.Trim(), form.QuerySelector("#From_Month")!.GetAttribute("value")).ShouldBe(("No <b>assessment</b>.", "12"));
        form.QuerySelector("input[name=Choice][value=VoidFrom]")!.HasAttribute("checked").ShouldBeTrue();
        _app.Behind.Marks.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_suspension_that_changes_no_assurance_asks_nobody_about_tiers()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var suspend = $"{All}/{MarkStandIn.InForceId}/suspend";
        using var answer = await browser.Send(await browser.Page(suspend), suspend, [.. Withdrawn.Select(field => field.Item1 == "Choice" ? ("Choice", "NeedsReview") : field)]);
        (await answer.Read()).Fact("tiers").ShouldBe("Nobody falls to a lower tier");
        _app.Behind.Marks.Asked.ShouldAllBe(asked => !asked.StartsWith("Pathway", StringComparison.Ordinal));
        _app.Behind.Marks.Asked[0].ShouldNotContain("voidFrom");
    }

    [Fact]
    public async Task A_decision_is_taken_back_once_the_effects_of_that_were_seen()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var reinstate = $"{All}/{MarkStandIn.SuspendedId}/reinstate";

        using var answer = await browser.Send(await browser.Page(reinstate), reinstate, ("Reason", "A mistake."));
        var page = await answer.Read();

        page.Fact("effects").ShouldBe("WarningIt changes 214 training records.");
        (page.Fact("gaining"), page.Fact("leaving-review"), page.Fact("learners")).ShouldBe(("200", "14", "180"));
        page.QuerySelector("[data-testid=losing]").ShouldBeNull();
        page.Fact("tiers").ShouldBe("From tier 0 to 1: 2");
        page.Fact("benefits").ShouldStartWith("People who gain a benefit: 2 Half-price <b>swimming</b>: 2");
        _app.Behind.Marks.Asked[0].ShouldBe("Passport ?kind=Reinstated");
        _app.Behind.Marks.Asked[1].ShouldStartWith("Pathway {\"learners\":[{\"learnerId\":");
        _app.Behind.Marks.Taken.ShouldBeEmpty("nothing is decided before it is confirmed");

        using var first = await browser.Send(page, reinstate);
        using var second = await browser.Send(page, reinstate);

        (await browser.Page(first.Headers.Location!.ToString())).Fact("done").ShouldBe("The decision is taken back.");
        _app.Behind.Marks.Taken.Values.ShouldHaveSingleItem().ShouldBe(("reinstate", """{"reason":"A mistake."}"""));
    }

    [Theory]
    [InlineData("Choice", "", "Select what becomes of training completed before", "#Choice")]
    [InlineData("Choice", "<script>", "Select what becomes of training completed before", "#Choice")]
    [InlineData("From.Day", "", "First day without the kitemark must include a day", "#From_Day")]
    [InlineData("From.Year", "2028", "The day must be from 1 January 2026 to 31 January 2027", "#From_Day")]
    [InlineData("VoidFrom.Month", "12.5", "From which day must have a month between 1 and 12, or the name of a month", "#VoidFrom_Month")]
    [InlineData("VoidFrom.Year", "2025", "The day must be from 1 January 2026 to the first day without the kitemark", "#VoidFrom_Day")]
    [InlineData("Reason", " ", "Say why", "#Reason")]
    [InlineData("Reason", "long", "What you say must be 1000 characters or fewer", "#Reason")]
    public async Task A_decision_that_lacks_something_says_what_and_loses_nothing(string field, string value, string message, string target)
    {
        var browser = await _app.Browser(Somebody.Sam);
        var address = $"{All}/{MarkStandIn.InForceId}/withdraw";
        var typed = value == "long" ? new string('ß', 1001) : value;

        using var answer = await browser.Send(await browser.Page(address), address, [.. Withdrawn.Select(pair => pair.Item1 == field ? (field, typed) : pair)]);

        var page = await answer.Read();
        page.QuerySelectorAll(".govuk-error-summary a").Select(link => link.TextContent).ShouldContain(message);
        page.QuerySelector(target).ShouldNotBeNull();
        _app.Behind.Marks.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_service_refuses_or_does_not_answer_is_said()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var address = $"{All}/{MarkStandIn.SuspendedId}/reinstate";
        var page = await browser.Page(address);
        _app.Behind.Marks.Refuses = "Nothing has been decided.";
        using var refused = await browser.Send(page, address, ("Reason", "A mistake."));
        (await refused.Read()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Nothing has been decided.");

        _app.Behind.Marks.Refuses = null;
        var withdraw = $"{All}/{MarkStandIn.InForceId}/withdraw";
        var form = await browser.Page(withdraw);
        _app.Behind.Down("Pathway");
        using var half = await browser.Send(form, withdraw, Withdrawn);
        var told = await half.Read();
        (told.Fact("tiers"), told.Fact("benefits")).ShouldBe(("Not known at 9:00am on 22 November 2026", "Not known at 9:00am on 22 November 2026"));
        _app.Behind.Down("Passport");
        using var down = await browser.Send(form, withdraw, Withdrawn);
        down.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Nothing_is_lost_when_the_session_ended()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var (withdraw, visit) = ($"{All}/{MarkStandIn.InForceId}/withdraw", $"/academy/visits/kitemark/{MarkStandIn.InForceId}/{MarkStandIn.PlannedVisitId}");
        var (first, second) = (await browser.Page(withdraw), await browser.Page(visit));

        _app.Clock.Advance(TimeSpan.FromMinutes(31));
        using var ended = await browser.Send(first, withdraw, [("DraftOf", Somebody.Sam.Subject), .. Withdrawn]);
        using var back = await _app.SignIn(browser, Somebody.Sam);
        var decision = await browser.Page(withdraw);
        _app.Clock.Advance(TimeSpan.FromMinutes(31));
        using var endedAgain = await browser.Send(second, visit, ("DraftOf", Somebody.Sam.Subject), ("Choice", "done"), ("Text", "=1+1"));
        using var backAgain = await _app.SignIn(browser, Somebody.Sam);

        (decision.QuerySelector("#Reason")!.TextContent.Trim(), decision.QuerySelector("#VoidFrom_Month")!.GetAttribute("value")).ShouldBe(("No <b>assessment</b>.", "9"));
        decision.QuerySelector("[data-testid=kept]").ShouldNotBeNull();
        (await browser.Page(visit)).QuerySelector("#Text")!.TextContent.Trim('\n').ShouldBe("=1+1");
    }

    [Fact]
    public async Task A_visit_is_planned_recorded_and_cancelled()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var plan = $"/academy/visits/kitemark/{MarkStandIn.InForceId}";
        var planned = $"{plan}/{MarkStandIn.PlannedVisitId}";
        (await browser.Page($"{All}/{MarkStandIn.InForceId}")).QuerySelectorAll("main a").Select(link => link.GetAttribute("href")).ShouldContain(planned);

        using var first = await browser.Send(await browser.Page(plan), plan, ("On.Day", "1"), ("On.Month", "12"), ("On.Year", "2026"), ("Chosen", "C2"));
        using var done = await browser.Send(
            await browser.Page(planned), planned, ("Choice", "done"), ("On.Day", "20"), ("On.Month", "11"), ("On.Year", "2026"), ("Chosen", "C1"), ("Text", " A class. "));
        using var cancelled = await browser.Send(await browser.Page(planned), planned, ("Choice", "cancelled"), ("Chosen", "C1"), ("Text", "Snow."));

        _app.Behind.Marks.Taken.Values.ShouldBe([
            ("visits", """{"plannedOn":"2026-12-01","criteria":["C2"]}"""), ("done", """{"on":"2026-11-20","findings":"A class.","criteria":["C1"]}"""), ("cancel", """{"reason":"Snow."}"""),
        ]);
        cancelled.Headers.Location!.ToString().ShouldBe($"{All}/{MarkStandIn.InForceId}");
    }

    [Theory]
    [InlineData("", "20", "2026", "C1", "A class.", "Select what came of it")]
    [InlineData("done", "", "", "C1", "A class.", "Enter the day of the visit")]
    [InlineData("done", "20", "2027", "C1", "A class.", "The day must be today or in the past")]
    [InlineData("done", "20", "2026", "C99", "A class.", "Select the criteria")]
    [InlineData("done", "20", "2026", "C1", " ", "Say what you saw")]
    [InlineData("cancelled", "", "", "C1", " ", "Say why")]
    public async Task Half_a_visit_says_what_is_missing(string choice, string day, string year, string criterion, string text, string message)
    {
        var browser = await _app.Browser(Somebody.Sam);
        var address = $"/academy/visits/kitemark/{MarkStandIn.InForceId}/{MarkStandIn.PlannedVisitId}";

        using var answer = await browser.Send(
            await browser.Page(address), address, ("Choice", choice), ("On.Day", day), ("On.Month", day.Length == 0 ? "" : "11"), ("On.Year", year), ("Chosen", criterion), ("Text", text));

        (await answer.Read()).QuerySelectorAll(".govuk-error-summary a").Select(link => link.TextContent).ShouldContain(message);
        _app.Behind.Marks.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_training_provider_sees_when_its_kitemarks_end_and_renews_them()
    {
        var browser = await _app.Browser(Somebody.Dev);

        var page = await browser.Page("/kitemark");

        page.Facts("mark").ShouldBe([
            "Moving <b>people</b> (2026) Until 31 January 2027. Renew: Moving <b>people</b> (2026)",
            "Moving <b>people</b> (2026) Until 31 December 2026. Your application: Moving <b>people</b> (2026)",
            "Northgate Care Training Ended after 1 November 2026. Apply again: Northgate Care Training",
            "Moving <b>people</b> (2026) Until 31 January 2028. You can renew it from 2 November 2027.",
        ]);
        using var begun = await browser.Send(page, "/kitemark", ("For", "organisation"));
        _app.Behind.Applications.Taken.Values.ShouldHaveSingleItem().Content.ShouldBe($"{{\"subject\":\"TrainingProvider\",\"subjectId\":\"{StandIns.ProviderId}\"}}");
    }

    [Fact]
    public async Task Staff_whose_role_has_nothing_to_do_with_kitemarks_are_not_led_there()
    {
        var browser = await _app.Browser(Somebody.Mary);
        foreach (var address in new[] { All, $"{All}/{MarkStandIn.InForceId}", $"{All}/{MarkStandIn.InForceId}/withdraw", $"/academy/visits/kitemark/{MarkStandIn.InForceId}" })
        {
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
            answer.Headers.Location!.ToString().ShouldBe("/home?not=yours");
        }
    }
}
