using Academy.Passport.Domain;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What waits for Academy staff, and the certificates they check.</summary>
public sealed class AcademyStaffTests : IAsyncDisposable
{
    private const string Queue = "/academy/evidence";
    private static readonly string Check = $"{Queue}/{EvidenceStandIn.WaitingId}";

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_overview_counts_what_waits_and_leads_to_it()
    {
        var browser = await _app.Browser(Somebody.Sam);

        var page = await browser.Page("/academy");
        page.Fact("evidence").ShouldBe("51");
        page.QuerySelector($"main a[href='{Queue}']")!.TextContent.ShouldBe("Certificates to check");
    }

    [Fact]
    public async Task Staff_whose_role_does_not_check_certificates_are_not_led_to_them()
    {
        var browser = await _app.Browser(Somebody.Mary);

        (await browser.Page("/academy")).Fact("nothing").ShouldStartWith("There are no pages for your role here yet.");
        foreach (var address in new[] { Queue, Check })
        {
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
            answer.Headers.Location!.ToString().ShouldBe("/home?not=yours");
        }
    }

    [Fact]
    public async Task The_queue_names_nobody_and_has_pages()
    {
        var browser = await _app.Browser(Somebody.Sam);

        var page = await browser.Page(Queue);

        page.Fact("check").ShouldBe("Food <b>hygiene</b> Food hygiene, Completed on 1 July 2025. Since 9:00am on 19 November 2026");
        page.Text().ShouldNotContain("Nguyễn");
        (await browser.Page(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).Fact("empty").ShouldBe("No certificate waits.");
        _app.Behind.Evidence.Purposes.ShouldBeEmpty("nobody was looked at");
    }

    [Fact]
    public async Task A_certificate_is_shown_beside_what_the_person_says_with_what_stands_out()
    {
        var browser = await _app.Browser(Somebody.Sam);

        var page = await browser.Page(Check);

        (page.Fact("name"), page.Fact("refusals")).ShouldBe(("Nguyễn <b>Thị</b> Hà", "1"));
        page.Fact("signals").ShouldBe("The same file was sent for another person. The person added 4 trainings or more for that day.");
        page.QuerySelectorAll("[data-testid=file]").Length.ShouldBe(2);
        using var picture = await browser.GetAsync(new Uri(page.QuerySelector("img.academy-evidence")!.GetAttribute("src")!, UriKind.Relative));
        picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        picture.Headers.CacheControl!.NoStore.ShouldBeTrue();
        picture.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        _app.Behind.Evidence.Purposes.ShouldBe(["To check the certificate you sent", "To check the certificate you sent"]);
    }

    [Theory]
    [InlineData("accept", null, "The certificate was accepted. The person is told.")]
    [InlineData("NamesSomebodyElse", EvidenceRefusal.NamesSomebodyElse, "The certificate was not accepted. The person is told why.")]
    public async Task A_decision_is_taken_once_about_the_files_that_were_seen(string decision, EvidenceRefusal? refusal, string message)
    {
        var browser = await _app.Browser(Somebody.Sam);
        var page = await browser.Page(Check);

        using var decided = await Decide(browser, page, ("Decision", decision), ("Note", " Thank <b>you</b> "));
        using var twice = await Decide(browser, page, ("Decision", decision), ("Note", " Thank <b>you</b> "));

        decided.Headers.Location!.ToString().ShouldBe(Queue);
        var asked = _app.Behind.Evidence.Decisions.Values.Single();
        (asked.Refusal, asked.Note).ShouldBe((refusal, "Thank <b>you</b>"));
        asked.SeenEvidenceIds.ShouldBe([EvidenceStandIn.PdfId, EvidenceStandIn.PictureId]);
        (await browser.Page(Queue)).Fact("decided").ShouldBe(message);
    }

    [Theory]
    [InlineData("", "", "Select what you decide", "#Decision")]
    [InlineData("<script>", "🔥 مرحبا", "Select what you decide", "#Decision")]
    [InlineData("Something", "=1+1", "Select what you decide", "#Decision")]
    [InlineData("accept", "long", "What you say must be 500 characters or fewer", "#Note")]
    public async Task What_is_missing_says_how_to_mend_it_and_loses_nothing(string decision, string note, string message, string target)
    {
        var browser = await _app.Browser(Somebody.Sam);
        var typed = note == "long" ? new string('ß', 501) : note;

        using var answer = await Decide(browser, await browser.Page(Check), ("Decision", decision), ("Note", typed));

        var page = await answer.Read();
        var link = page.QuerySelector(".govuk-error-summary a")!;
        (link.TextContent, link.GetAttribute("href")).ShouldBe((message, target));
        page.QuerySelector("#Note")!.TextContent.Trim('\n').ShouldBe(typed);
        page.QuerySelectorAll("input[name=Seen]").Length.ShouldBe(2);
        _app.Behind.Evidence.Decisions.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_does_not_answer_says_so_and_the_session_that_ended_loses_nothing()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var form = await browser.Page(Check);
        _app.Clock.Advance(TimeSpan.FromMinutes(31));
        using var ended = await Decide(browser, form, ("Decision", "Unreadable"), ("Note", "Too dark."));
        using var back = await _app.SignIn(browser, Somebody.Sam);
        var page = await browser.Page(Check);
        page.QuerySelector("[data-testid=kept]").ShouldNotBeNull();
        page.QuerySelector("#Note")!.TextContent.Trim('\n').ShouldBe("Too dark.");

        _app.Behind.Down("Passport");
        (await browser.Page("/academy")).Fact("evidence").ShouldStartWith("Not known at ");
        (await browser.Page(Queue)).Fact("down").ShouldStartWith("We cannot show now which certificates wait.");
    }

    private static Task<HttpResponseMessage> Decide(HttpClient browser, AngleSharp.Html.Dom.IHtmlDocument page, params (string Name, string Value)[] typed)
        => browser.PostAsync(new Uri(Check, UriKind.Relative), new FormUrlEncodedContent(
            page.QuerySelectorAll("main form input[type=hidden]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!))
                .Concat(typed.Select(field => KeyValuePair.Create(field.Name, field.Value)))));
}
