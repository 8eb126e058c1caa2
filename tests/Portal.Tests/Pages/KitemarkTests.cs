using System.Net;
using System.Text.Json;
using Academy.Testing;
using AngleSharp.Html.Dom;

namespace Academy.Portal.Tests;

/// <summary>Applications for a kitemark: a training provider writes and sends them, Academy staff review and decide them.</summary>
public sealed class KitemarkTests : IAsyncDisposable
{
    private const string All = "/kitemark";

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_training_provider_sees_its_kitemark_and_its_applications_and_begins_one()
    {
        var browser = await _app.Browser(Somebody.Dev);
        (await browser.Page("/trainer")).QuerySelector($"main a[href='{All}']").ShouldNotBeNull();

        var page = await browser.Page(All);
        page.Fact("standing").ShouldStartWith("Northgate Care Training is kitemarked until ");
        page.Fact("application").ShouldBe("Moving <b>people</b> Begun at 9:00am on 19 November 2026 Not sent yet");
        using var first = await browser.Send(page, All, ("For", $"{StandIns.MovingId}"));
        using var second = await browser.Send(page, All, ("For", $"{StandIns.MovingId}"));

        first.Headers.Location!.ToString().ShouldBe(At(ApplicationStandIn.DraftId, "/criteria"));
        _app.Behind.Applications.Taken.Values.ShouldHaveSingleItem().Content.ShouldBe($"{{\"subject\":\"CourseVersion\",\"subjectId\":\"{StandIns.MovingId}\"}}");
        (await browser.Page(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).Fact("empty").ShouldBe("You have not applied for a kitemark here.");
    }

    [Fact]
    public async Task It_applies_for_itself_too_and_for_nothing_it_does_not_teach()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var page = await browser.Page(All);

        foreach (var nothing in new[] { "", "<script>", $"{Guid.NewGuid()}" })
        {
            using var refused = await browser.Send(page, All, ("For", nothing));
            (await refused.Read()).QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("Choose what you apply for");
        }

        _app.Behind.Applications.Taken.ShouldBeEmpty();
        using var begun = await browser.Send(page, All, ("For", "organisation"));
        _app.Behind.Applications.Taken.Values.ShouldHaveSingleItem().Content.ShouldBe($"{{\"subject\":\"TrainingProvider\",\"subjectId\":\"{StandIns.ProviderId}\"}}");
    }

    [Fact]
    public async Task The_ten_questions_are_answered_as_far_as_one_gets()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var form = await browser.Page(At(ApplicationStandIn.DraftId, "/criteria"));
        form.QuerySelectorAll("[data-testid=criterion]").Length.ShouldBe(10);
        form.QuerySelector("textarea[name='Texts[C1]']")!.TextContent.Trim('\n').ShouldBe("We <i>do</i> C1.");

        using var sent = await Send(
            browser, form, At(ApplicationStandIn.DraftId, "/criteria"), ("Choices[C1]", "yes"), ("Texts[C1]", " All of them. "), ("Choices[C2]", "no"), ("Texts[C2]", "In May."));

        var (version, content) = _app.Behind.Applications.Replaced.ShouldHaveSingleItem();
        version.ShouldBe("\"7\"");
        content.ShouldBe("""{"criteria":[{"criterion":"C1","isMet":true,"statement":"All of them."},{"criterion":"C2","isMet":false,"statement":"In May."}]}""");
        (await browser.Page(sent.Headers.Location!.ToString())).Fact("done").ShouldBe("Saved. 2 of ten have an answer.");
    }

    [Theory]
    [InlineData("", "We do.", "Select an answer for C1", "#Choices_C1_")]
    [InlineData("maybe", "We do.", "Select an answer for C1", "#Choices_C1_")]
    [InlineData("yes", " ", "Say how for C1", "#Texts_C1_")]
    [InlineData("yes", "long", "What you say for C1 must be 4000 characters or fewer", "#Texts_C1_")]
    public async Task Half_an_answer_says_what_is_missing_and_loses_nothing(string choice, string said, string message, string target)
    {
        var browser = await _app.Browser(Somebody.Dev);
        var (address, typed) = (At(ApplicationStandIn.DraftId, "/criteria"), said == "long" ? new string('ß', 4001) : said);

        using var answer = await Send(browser, await browser.Page(address), address, ("Choices[C1]", choice), ("Texts[C1]", typed), ("Choices[C9]", "yes"), ("Texts[C9]", "=1+1"));

        var page = await answer.Read();
        var link = page.QuerySelector(".govuk-error-summary a")!;
        (link.TextContent, link.GetAttribute("href")).ShouldBe((message, target));
        page.QuerySelector(link.GetAttribute("href")!).ShouldNotBeNull();
        page.QuerySelector("textarea[name='Texts[C1]']")!.TextContent.Trim('\n').ShouldBe(typed);
        page.QuerySelector("textarea[name='Texts[C9]']")!.TextContent.Trim('\n').ShouldBe("=1+1");
        _app.Behind.Applications.Replaced.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_application_is_sent_once_all_ten_have_an_answer()
    {
        var browser = await _app.Browser(Somebody.Dev);
        (await browser.Page(At(ApplicationStandIn.DraftId))).QuerySelector("form[action*=Submit]").ShouldBeNull();

        var page = await browser.Page(At(ApplicationStandIn.AnsweredId));
        using var first = await browser.Send(page, At(ApplicationStandIn.AnsweredId, "?handler=Submit"));
        using var second = await browser.Send(page, At(ApplicationStandIn.AnsweredId, "?handler=Submit"));

        _app.Behind.Applications.Taken.Values.ShouldHaveSingleItem().Path.ShouldBe("submit");
        (await browser.Page(At(ApplicationStandIn.AnsweredId))).Fact("done").ShouldBe("The application is with the Academy.");
    }

    [Fact]
    public async Task What_is_to_be_put_right_is_answered_by_the_provider_and_accepted_by_the_reviewer()
    {
        var (dev, sam) = (await _app.Browser(Somebody.Dev), await _app.Browser(Somebody.Sam));
        var page = await dev.Page(At(ApplicationStandIn.ConditionsId));
        page.Facts("condition")[0].ShouldStartWith("Criterion 2, by 24 December 2026 WhatShow the <b>policy</b>.AnswerNone yet");
        var answer = At(ApplicationStandIn.ConditionsId, "/answer?number=1");
        page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")).ShouldContain(answer);

        using var answered = await Send(dev, await dev.Page(answer), answer, ("Text", " It is here. "));
        using var accepted = await sam.Send(await sam.Page(At(ApplicationStandIn.ConditionsId)), At(ApplicationStandIn.ConditionsId, "?number=2&handler=Accept"));

        _app.Behind.Applications.Taken.Values.ShouldBe([("conditions/1/answer", "{\"answer\":\"It is here.\"}"), ("conditions/2/accept", "{}")]);
        using var none = await dev.GetAsync(new Uri(At(ApplicationStandIn.ConditionsId, "/answer?number=9"), UriKind.Relative));
        none.Headers.Location!.ToString().ShouldBe(At(ApplicationStandIn.ConditionsId));
    }

    [Fact]
    public async Task Academy_staff_go_through_the_queues()
    {
        var browser = await _app.Browser(Somebody.Sam);
        (await browser.Page("/academy")).Fact("applications").ShouldBe("More than 1 new");

        var page = await browser.Page(All);
        page.QuerySelector("[aria-current=page] ")!.TextContent.ShouldBe("New");
        page.Fact("application").ShouldBe("Moving <b>people</b> Northgate Care Training. Sent at 9:00am on 21 November 2026 New");
        (await browser.Page(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).Fact("empty").ShouldBe("There is no such application.");
        (await browser.Page($"{All}?state=Appealed")).Fact("application").ShouldEndWith("Appeal");
        (await browser.Page($"{All}?state=Overdue")).Fact("overdue").ShouldStartWith("An answer was due by ");
        (await browser.Page($"{All}?state=<script>")).Fact("application").ShouldEndWith("New");
    }

    [Fact]
    public async Task A_reviewer_takes_it_over_and_scores_it()
    {
        var browser = await _app.Browser(Somebody.Sam);
        using var taken = await browser.Send(await browser.Page(At(ApplicationStandIn.SubmittedId)), At(ApplicationStandIn.SubmittedId, "?handler=Review"));
        _app.Behind.Applications.Taken.Values.ShouldHaveSingleItem().Path.ShouldBe("review");
        var address = At(ApplicationStandIn.InReviewId, "/criteria");
        var form = await browser.Page(address);
        form.QuerySelector("input[name='Choices[C1]'][value='2']")!.HasAttribute("checked").ShouldBeTrue();

        using var sent = await Send(
            browser, form, address, [.. Ten().SelectMany(code => new[] { ($"Choices[{code}]", "3"), ($"Texts[{code}]", "Seen.") })]);

        var content = JsonDocument.Parse(_app.Behind.Applications.Replaced.ShouldHaveSingleItem().Content).RootElement;
        content.GetProperty("scores").EnumerateArray().ShouldAllBe(score => score.GetProperty("points").GetInt32() == 3 && score.GetProperty("note").GetString() == "Seen.");
        (await browser.Page(At(ApplicationStandIn.InReviewId))).Fact("done").ShouldBe("Saved. All ten have an answer.");
    }

    [Theory]
    [InlineData("close", "Submitted", "close", "The application is taken back.", """{"reason":"Because."}""")]
    [InlineData("appeal", "Refused", "appeal", "The appeal is with the Academy.", """{"grounds":"Because."}""")]
    [InlineData("interest", "InReview", "interests", "Your interest is noted. Somebody else goes on with it.", """{"reason":"Because."}""")]
    [InlineData("condition", "InReview", "conditions", "The applicant is asked to put it right.", """{"conditions":[{"criterion":"C4","text":"Because.","dueOn":"2027-03-27"}]}""", "C4")]
    [InlineData("decision", "InReview", "decision", "The kitemark is granted.", """{"approve":true,"from":"2026-12-01","until":"2027-03-27","reason":"Because."}""", "yes")]
    [InlineData("decision", "InReview", "decision", "The application is refused.", """{"approve":false,"reason":"Because."}""", "no")]
    [InlineData("appeal-decision", "Appealed", "appeal/decision", "The appeal is decided.", """{"uphold":true,"reason":"Because."}""", "yes")]
    [InlineData("appeal-decision", "Appealed", "appeal/decision", "The appeal is decided.", """{"uphold":false,"reason":"Because."}""", "no")]
    public async Task Each_step_is_taken_once_with_the_words_that_were_written(string step, string state, string path, string done, string content, string choice = "")
    {
        var id = state switch { "Submitted" => ApplicationStandIn.SubmittedId, "Refused" => ApplicationStandIn.RefusedId, "Appealed" => ApplicationStandIn.AppealedId, _ => ApplicationStandIn.InReviewId };
        var browser = await _app.Browser(step is "close" or "appeal" ? Somebody.Dev : Somebody.Sam);
        var form = await browser.Page(At(id, $"/{step}"));
        (string, string)[] typed =
        [
            ("Choice", choice), ("Text", " Because. "), .. step is "decision" or "condition"
                ? new[] { ("From.Day", "1"), ("From.Month", "12"), ("From.Year", "2026"), ("Until.Day", "27"), ("Until.Month", "3"), ("Until.Year", "2027") } : [],
        ];

        using var first = await Send(browser, form, At(id, $"/{step}"), typed);
        using var second = await Send(browser, form, At(id, $"/{step}"), typed);

        _app.Behind.Applications.Taken.Values.ShouldHaveSingleItem().ShouldBe((path, content));
        (await browser.Page(At(id))).Fact("done").ShouldBe(done);
    }

    [Theory]
    [InlineData("decision", "", "Because.", "", "Select what you decide", "#Choice")]
    [InlineData("decision", "yes", "Because.", "", "Enter the last day of the kitemark", "#Until_Day")]
    [InlineData("decision", "no", "", "", "Say why", "#Text")]
    [InlineData("decision", "no", "long", "", "What you say must be 1000 characters or fewer", "#Text")]
    [InlineData("condition", "C99", "Because.", "2027", "Choose the criterion", "#Choice")]
    [InlineData("condition", "C1", "Because.", "", "Enter the day by which it is to be put right", "#Until_Day")]
    [InlineData("condition", "C1", "Because.", "2025", "The day must be in the future", "#Until_Day")]
    [InlineData("condition", "C1", " ", "2027", "Say what is to be put right", "#Text")]
    public async Task A_step_that_lacks_something_says_what_and_loses_nothing(string step, string choice, string said, string year, string message, string target)
    {
        var browser = await _app.Browser(Somebody.Sam);
        var (address, typed) = (At(ApplicationStandIn.InReviewId, $"/{step}"), said == "long" ? new string('ß', 1001) : said);

        using var answer = await Send(
            browser, await browser.Page(address), address, ("Choice", choice), ("Text", typed), ("Until.Day", year.Length == 0 ? "" : "27"), ("Until.Month", year.Length == 0 ? "" : "3"), ("Until.Year", year));

        var page = await answer.Read();
        page.QuerySelectorAll(".govuk-error-summary a").Select(link => (link.TextContent, link.GetAttribute("href"))).ShouldContain((message, target));
        page.QuerySelector("#Text")!.TextContent.Trim('\n').ShouldBe(typed);
        _app.Behind.Applications.Taken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(422, "Not met yet: C2. Each criterion needs 2 points or more.", "Not met yet: C2. Each criterion needs 2 points or more.")]
    [InlineData(412, "This was changed after you read it.", "Somebody else changed this application meanwhile. Copy what you wrote, then load the page again")]
    public async Task What_the_service_refuses_is_said_in_its_words_and_what_was_written_stays(int status, string sentence, string shown)
    {
        var browser = await _app.Browser(Somebody.Sam);
        var (decision, criteria) = (At(ApplicationStandIn.InReviewId, "/decision"), At(ApplicationStandIn.InReviewId, "/criteria"));
        var (first, second) = (await browser.Page(decision), await browser.Page(criteria));
        _app.Behind.Applications.Refuses = (status, sentence);

        using var decided = await Send(browser, first, decision, ("Choice", "no"), ("Text", "<b>Because</b>"));
        using var scored = await Send(browser, second, criteria, ("Choices[C1]", "1"), ("Texts[C1]", "<b>Because</b>"));

        foreach (var (answer, area) in new[] { (decided, "#Text"), (scored, "textarea[name='Texts[C1]']") })
        {
            var page = await answer.Read();
            page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain(shown);
            page.QuerySelector(area)!.TextContent.Trim('\n').ShouldBe("<b>Because</b>");
        }
    }

    [Fact]
    public async Task Nothing_is_lost_when_the_session_ended_and_what_does_not_answer_says_so()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var (criteria, close) = (At(ApplicationStandIn.DraftId, "/criteria"), At(ApplicationStandIn.DraftId, "/close"));
        var (first, second) = (await browser.Page(criteria), await browser.Page(close));
        _app.Clock.Advance(TimeSpan.FromMinutes(31));
        using var ended = await Send(browser, first, criteria, ("Choices[C3]", "no"), ("Texts[C3]", "In May."));
        using var back = await _app.SignIn(browser, Somebody.Dev);
        var kept = await browser.Page(criteria);
        kept.QuerySelector("[data-testid=kept]").ShouldNotBeNull();
        kept.QuerySelector("textarea[name='Texts[C3]']")!.TextContent.Trim('\n').ShouldBe("In May.");
        kept.QuerySelector("input[name='Choices[C3]'][value=no]")!.HasAttribute("checked").ShouldBeTrue();

        _app.Clock.Advance(TimeSpan.FromMinutes(31));
        using var endedAgain = await Send(browser, second, close, ("Text", "=1+1"));
        using var backAgain = await _app.SignIn(browser, Somebody.Dev);
        (await browser.Page(close)).QuerySelector("#Text")!.TextContent.Trim('\n').ShouldBe("=1+1");

        _app.Behind.Down("Kitemark");
        var page = await browser.Page(All);
        page.Facts("down").ShouldContain(text => text.StartsWith("We cannot show the applications now.", StringComparison.Ordinal));
        using var away = await browser.GetAsync(new Uri(criteria, UriKind.Relative));
        away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task What_is_wrong_is_listed_in_the_order_of_the_page()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var address = At(ApplicationStandIn.InReviewId, "/decision");

        using var answer = await Send(browser, await browser.Page(address), address, ("Text", ""), ("Until.Day", "31"), ("Until.Month", "2"), ("Until.Year", "2028"));

        (await answer.Read()).QuerySelectorAll(".govuk-error-summary a").Select(link => link.TextContent)
            .ShouldBe(["Select what you decide", "Last day must be a real date", "Say why"]);
    }

    [Fact]
    public async Task A_step_that_is_not_possible_now_leads_back_to_the_application()
    {
        var browser = await _app.Browser(Somebody.Dev);

        foreach (var step in new[] { "criteria", "close", "interest", "condition", "decision", "appeal", "appeal-decision", "answer?number=1" })
        {
            using var answer = await browser.GetAsync(new Uri(At(ApplicationStandIn.ApprovedId, $"/{step}"), UriKind.Relative));
            answer.Headers.Location!.ToString().ShouldBe(At(ApplicationStandIn.ApprovedId));
        }

        var page = await browser.Page(At(ApplicationStandIn.ApprovedId));
        (page.Fact("state"), page.Fact("nothing")).ShouldBe(("Approved", "There is nothing for you to do here now."));
        page.Fact("reason").ShouldEndWith(": Assessed <b>in full</b>.");
        page.Facts("criterion")[0].ShouldContain("The reviewer: Met Seen: C1.");
        using var unknown = await browser.GetAsync(new Uri(At(ApplicationStandIn.ApprovedId, "/nonsense"), UriKind.Relative));
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string At(Guid application, string rest = "") => $"{All}/{application}{rest}";

    private static IEnumerable<string> Ten() => Enumerable.Range(1, 10).Select(number => $"C{number}");

    /// <summary>Sends a form with what stands in its text areas, too.</summary>
    private static Task<HttpResponseMessage> Send(HttpClient browser, IHtmlDocument page, string path, params (string Name, string Value)[] typed)
        => browser.Send(
            page, path,
            [.. page.QuerySelectorAll("main form textarea").OfType<IHtmlTextAreaElement>().Where(area => typed.All(one => one.Name != area.Name))
                .Select(area => (area.Name!, area.Value)), .. typed]);
}
