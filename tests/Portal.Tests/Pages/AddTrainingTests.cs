using System.Net;
using Academy.Testing;
using AngleSharp.Html.Dom;

namespace Academy.Portal.Tests;

/// <summary>A learner adds training, question by question, with a picture of the certificate.</summary>
public sealed class AddTrainingTests : IAsyncDisposable
{
    private const string Add = "/passport/add";
    private static readonly byte[] Pdf = [.. "%PDF-1.7 A certificate."u8];
    private static readonly string Item = $"/passport/items/{EvidenceStandIn.DeclaredId}";

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Training_is_added_by_four_questions_a_check_and_a_button_once()
    {
        var browser = await _app.Browser(Somebody.Amara);
        (await browser.Page("/passport")).QuerySelector("a[href='/passport/add']")!.TextContent.ShouldContain("Add training");
        await Answer(browser, "", "/passport/add/when", ("Name", " First <b>aid</b> "), ("Subject", "6"));
        await Answer(browser, "/when", "/passport/add/who", [.. Day("CompletedOn", "14", "May", "2026"), .. Day("ValidUntil", "13", "5", "2029")]);
        await Answer(browser, "/who", "/passport/add/evidence", ("TaughtBy", "St John"));
        using var sent = await SendFile(browser, $"{Add}/evidence", Pdf);
        sent.Headers.Location!.ToString().ShouldBe("/passport/add/check");

        var check = await browser.Page($"{Add}/check");
        (check.Fact("title"), check.Fact("completed"), check.Fact("until"), check.Fact("taught-by"), check.Fact("file")).ShouldBe(
            ("First <b>aid</b>", "14 May 2026", "13 May 2029", "St John", "Sent"));
        _app.Behind.Evidence.Asked.ShouldBeEmpty();
        using var done = await browser.Send(check, $"{Add}/check");

        var asked = _app.Behind.Evidence.Asked.Single();
        (asked.Title, asked.TrainingCategoryCode, asked.CompletedOn, asked.ValidUntil, asked.TaughtBy, asked.IsAnother)
            .ShouldBe(("First <b>aid</b>", 6, new DateOnly(2026, 5, 14), new DateOnly(2029, 5, 13), "St John", false));
        _app.Behind.Evidence.Files[asked.EvidenceIds!.Single()].ShouldBe(Pdf);
        var panel = await browser.Page(done.Headers.Location!.ToString());
        panel.QuerySelector("h1")!.TextContent.ShouldContain("Training added");
        panel.Text().ShouldContain("Academy staff look at your certificate.");
        using var twice = await browser.Send(check, $"{Add}/check");
        _app.Behind.Evidence.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_picture_may_come_later_and_a_changed_answer_leads_back_to_the_check()
    {
        var browser = await _app.Browser(Somebody.Amara);
        await UpToCheck(browser);
        (await browser.Page($"{Add}/check")).Fact("file").ShouldStartWith("No picture. You can send it later.");

        await Answer(browser, "/who", "/passport/add/check", ("TaughtBy", "Red Cross"));

        var check = await browser.Page($"{Add}/check");
        check.Fact("taught-by").ShouldStartWith("Red Cross");
        using var done = await browser.Send(check, $"{Add}/check");
        (await browser.Page(done.Headers.Location!.ToString())).Text().ShouldContain("Send a picture of your certificate so that it counts.");
    }

    [Fact]
    public async Task Training_of_the_same_subject_and_day_is_compared_first()
    {
        var browser = await _app.Browser(Somebody.Amara);
        await UpToCheck(browser);
        using var added = await browser.Send(await browser.Page($"{Add}/check"), $"{Add}/check");

        await Answer(browser, "", "/passport/add/when", ("Name", "Fire marshal"), ("Subject", "6"));
        await Answer(browser, "/when", "/passport/add/same", Day("CompletedOn", "14", "5", "2026"));
        var same = await browser.Page($"{Add}/same");
        same.Fact("known").ShouldBe("First aid");
        using var unanswered = await browser.Send(same, $"{Add}/same");
        (await unanswered.Read()).QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("Select if it is the same training");
        await Answer(browser, "/same", "/passport/add/who", ("IsSame", "no"));
        await Answer(browser, "/who", "/passport/add/evidence", ("TaughtBy", "Fire brigade"));
        await Answer(browser, "/evidence", "/passport/add/check", ("Do", "skip"));
        using var other = await browser.Send(await browser.Page($"{Add}/check"), $"{Add}/check");
        _app.Behind.Evidence.Asked[^1].IsAnother.ShouldBeTrue();

        await Answer(browser, "", "/passport/add/when", ("Name", "First aid again"), ("Subject", "6"));
        await Answer(browser, "/when", "/passport/add/same", Day("CompletedOn", "14", "5", "2026"));
        using var yes = await browser.Send(await browser.Page($"{Add}/same"), $"{Add}/same", ("IsSame", "yes"));
        yes.Headers.Location!.ToString().ShouldStartWith("/passport/items/");
        _app.Behind.Evidence.Asked.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("", "6", "Enter the name of the training, as on the certificate", "#Name")]
    [InlineData("  a ", "6", "Enter the name of the training, as on the certificate", "#Name")]
    [InlineData("<script>alert(1)</script>", "", "Select the subject that fits best", "#Subject")]
    [InlineData("=HYPERLINK(\"x\")", "999", "Select the subject that fits best", "#Subject")]
    [InlineData("تدريب 🔥", "<b>", "Select the subject that fits best", "#Subject")]
    [InlineData("long", "6", "The name of the training must be 200 characters or fewer", "#Name")]
    public async Task A_name_or_subject_that_is_none_says_how_to_mend_it_and_loses_nothing(string name, string subject, string message, string target)
    {
        var browser = await _app.Browser(Somebody.Amara);
        var typed = name == "long" ? new string('ß', 201) : name;

        using var answer = await browser.Send(await browser.Page(Add), Add, ("Name", typed), ("Subject", subject));

        var page = await answer.Read();
        ShouldSay(page, message, target);
        page.QuerySelector("#Name")!.GetAttribute("value").ShouldBe(typed.Length == 0 ? null : typed);
    }

    [Theory]
    [InlineData("", "", "", "", "Enter the day you completed it")]
    [InlineData("31", "2", "2026", "", "The day you completed it must be a real date")]
    [InlineData("14", "5", "2027", "", "The day must be today or in the past")]
    [InlineData("14", "5", "1969", "", "The day must be after 1969")]
    [InlineData("14", "5", "2026", "2025", "The last day it counts must be after the day you completed it")]
    [InlineData("14", "5", "2026", "2037", "The last day it counts must be within 10 years. Leave it empty if the certificate names no day")]
    [InlineData("<b>", "5", "2026", "", "The day you completed it must be a real date")]
    public async Task A_day_that_cannot_be_says_how_to_mend_it_and_loses_nothing(string day, string month, string year, string untilYear, string message)
    {
        var browser = await _app.Browser(Somebody.Amara);
        await Answer(browser, "", "/passport/add/when", ("Name", "First aid"), ("Subject", "6"));

        using var answer = await browser.Send(
            await browser.Page($"{Add}/when"), $"{Add}/when", [.. Day("CompletedOn", day, month, year), .. untilYear.Length > 0 ? Day("ValidUntil", "13", "5", untilYear) : []]);

        var page = await answer.Read();
        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe(message);
        (page.QuerySelector("#CompletedOn_Day")!.GetAttribute("value") ?? "").ShouldBe(day);
    }

    [Theory]
    [InlineData("", "Enter who taught it, as on the certificate")]
    [InlineData("long", "Who taught it must be 120 characters or fewer")]
    public async Task Who_taught_it_is_asked_for(string taughtBy, string message)
    {
        var browser = await _app.Browser(Somebody.Amara);
        await Answer(browser, "", "/passport/add/when", ("Name", "First aid"), ("Subject", "6"));
        await Answer(browser, "/when", "/passport/add/who", Day("CompletedOn", "14", "5", "2026"));

        using var answer = await browser.Send(await browser.Page($"{Add}/who"), $"{Add}/who", ("TaughtBy", taughtBy == "long" ? new string('x', 121) : taughtBy));

        ShouldSay(await answer.Read(), message, "#TaughtBy");
    }

    [Theory]
    [InlineData("", "Choose a picture or a PDF of your certificate")]
    [InlineData("<html><script>", "The file must be a PDF, PNG or JPG")]
    [InlineData("long", "The file must be smaller than 5 MB. Take the picture again with a lower size")]
    public async Task A_file_that_is_not_taken_says_what_to_send_instead(string content, string message)
    {
        var browser = await _app.Browser(Somebody.Amara);
        foreach (var address in new[] { $"{Add}/evidence", $"{Item}/evidence" })
        {
            await Answer(browser, "", "/passport/add/when", ("Name", "First aid"), ("Subject", "6"));
            await Answer(browser, "/when", "/passport/add/who", Day("CompletedOn", "14", "5", "2026"));
            await Answer(browser, "/who", "/passport/add/evidence", ("TaughtBy", "St John"));

            using var answer = await SendFile(browser, address, content == "long" ? [.. "%PDF-"u8, .. new byte[5 * 1024 * 1024]] : System.Text.Encoding.UTF8.GetBytes(content));

            ShouldSay(await answer.Read(), message, "#Certificate");
            _app.Behind.Evidence.Files.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_question_without_the_answers_before_it_leads_to_the_first_of_them()
    {
        var browser = await _app.Browser(Somebody.Amara);
        foreach (var step in new[] { "when", "same", "who", "evidence", "check" })
        {
            (await Leads(browser, $"{Add}/{step}")).ShouldBe(Add);
        }

        await Answer(browser, "", "/passport/add/when", ("Name", "First aid"), ("Subject", "6"));
        foreach (var step in new[] { "same", "who", "evidence", "check" })
        {
            (await Leads(browser, $"{Add}/{step}")).ShouldBe($"{Add}/when");
        }

        await Answer(browser, "/when", "/passport/add/who", Day("CompletedOn", "14", "5", "2026"));
        (await Leads(browser, $"{Add}/check")).ShouldBe($"{Add}/who");
        (await Leads(browser, $"{Add}/same")).ShouldBe($"{Add}/who");
    }

    [Fact]
    public async Task Answers_are_still_there_when_the_service_is_away_or_refuses_or_the_session_ended()
    {
        var browser = await _app.Browser(Somebody.Amara);
        await UpToCheck(browser);
        var check = await browser.Page($"{Add}/check");

        _app.Behind.Evidence.Refuses = "completed-too-young";
        using var refused = await browser.Send(check, $"{Add}/check");
        (await refused.Read()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("You were younger than 14 on that day.");
        _app.Behind.Evidence.Refuses = null;
        _app.Behind.Down("Passport");
        using var away = await browser.Send(check, $"{Add}/check");
        away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await away.Read()).Fact("title").ShouldStartWith("First aid");

        var form = await browser.Page($"{Add}/who");
        _app.Clock.Advance(TimeSpan.FromMinutes(31));
        using var ended = await browser.Send(form, $"{Add}/who", ("TaughtBy", "=1+1"));
        using var back = await _app.SignIn(browser, Somebody.Amara);
        var page = await browser.Page($"{Add}/who");
        page.QuerySelector("[data-testid=kept]").ShouldNotBeNull();
        page.QuerySelector("#TaughtBy")!.GetAttribute("value").ShouldBe("=1+1");
    }

    [Fact]
    public async Task Training_that_was_added_says_what_its_evidence_has_come_to()
    {
        var browser = await _app.Browser(Somebody.Amara);
        (await browser.Page(Item)).Fact("evidence").ShouldBe("This counts once Academy staff have seen your certificate.");
        _app.Behind.Evidence.HasRefused = true;
        (await browser.Page(Item)).Fact("refusal").ShouldBe("The file cannot be read. The <b>lower</b> half is dark.");
        (await browser.Page("/passport")).Text().ShouldContain("Your certificate for Moving <b>people</b> was not accepted.");

        using var sent = await SendFile(browser, $"{Item}/evidence", Pdf);

        sent.Headers.Location!.ToString().ShouldBe(Item);
        (await browser.Page(Item)).Fact("evidence").ShouldStartWith("Academy staff have your certificate and look at it.");
        using var none = await browser.GetAsync(new Uri($"/passport/items/{TeamStandIn.KitemarkedId}/evidence", UriKind.Relative));
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Training_that_was_added_is_removed_and_what_others_recorded_is_not()
    {
        var browser = await _app.Browser(Somebody.Amara);

        using var removed = await browser.Send(await browser.Page($"{Item}/remove"), $"{Item}/remove");

        removed.Headers.Location!.ToString().ShouldBe(Item);
        (await browser.Page(Item)).Text().ShouldContain("This was withdrawn. It does not count any more.");
        (await Leads(browser, $"{Item}/remove")).ShouldBe(Item);
        (await Leads(browser, $"{Item}/evidence")).ShouldBe(Item);
        using var others = await browser.GetAsync(new Uri($"/passport/items/{TeamStandIn.KitemarkedId}/remove", UriKind.Relative));
        others.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static (string Name, string Value)[] Day(string field, string day, string month, string year)
        => [($"{field}.Day", day), ($"{field}.Month", month), ($"{field}.Year", year)];

    private static void ShouldSay(IHtmlDocument page, string message, string target)
    {
        var link = page.QuerySelector(".govuk-error-summary a")!;
        (link.TextContent, link.GetAttribute("href")).ShouldBe((message, target));
    }

    private static async Task Answer(HttpClient browser, string step, string leadsTo, params (string Name, string Value)[] typed)
    {
        using var answer = await browser.Send(await browser.Page($"{Add}{step}"), $"{Add}{step}", typed);
        answer.Headers.Location?.ToString().ShouldBe(leadsTo, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> Leads(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        return answer.Headers.Location!.ToString();
    }

    private static async Task UpToCheck(HttpClient browser)
    {
        await Answer(browser, "", "/passport/add/when", ("Name", "First aid"), ("Subject", "6"));
        await Answer(browser, "/when", "/passport/add/who", Day("CompletedOn", "14", "5", "2026"));
        await Answer(browser, "/who", "/passport/add/evidence", ("TaughtBy", "St John"));
        await Answer(browser, "/evidence", "/passport/add/check", ("Do", "skip"));
    }

    private static async Task<HttpResponseMessage> SendFile(HttpClient browser, string address, byte[] content)
    {
        var page = await browser.Page(address);
        using var form = new MultipartFormDataContent();
        foreach (var input in page.QuerySelectorAll("main form input[type=hidden]").Cast<IHtmlInputElement>())
        {
            form.Add(new StringContent(input.Value), input.Name!);
        }

        form.Add(new ByteArrayContent(content), "Certificate", "certificate.pdf");
        return await browser.PostAsync(new Uri(address, UriKind.Relative), form);
    }
}
