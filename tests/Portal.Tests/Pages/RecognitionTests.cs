using System.Net;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>Academy staff say what counts as what, end it, and keep the log of partners.</summary>
public sealed class RecognitionTests : IAsyncDisposable
{
    private const string Equivalences = "/academy/equivalences";
    private const string Partners = "/academy/partners";

    private static readonly (string, string)[] ACourse =
    [
        ("Held", "course"), ("Course", $"https://academy.example/courses/{StandIns.MovingId}?on=2026"), ("CountsAs", "2025"), ("Standards", "13"),
        ("From.Day", "1"), ("From.Month", "3"), ("From.Year", "2025"), ("Reason", " The outcomes are the <i>same</i>. "), ("Source", "Mapping, 2026"),
    ];

    private static readonly (string, string)[] Standardised =
    [
        ("Topic", "Moving people"), ("On.Day", "7"), ("On.Month", "4"), ("On.Year", "2026"), ("Chosen[1]", $"{RecognitionStandIn.AshId}"), ("People[1]", "Una, Tom <b>T</b>"),
        ("Chosen[3]", $"{RecognitionStandIn.BeechId}"), ("Samples", "12"), ("Agreed", "A hoist is checked first."),
    ];

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task All_that_counts_is_listed_with_why_and_what_has_ended_says_so()
    {
        var browser = await _app.Browser(Somebody.Sam);
        (await browser.Page("/academy")).QuerySelector($"main a[href='{Equivalences}']").ShouldNotBeNull();

        var page = await browser.Page(Equivalences);

        var shown = page.QuerySelectorAll("[data-testid=equivalence]").Select(card => card.TextContent).ToList();
        shown.Count.ShouldBe(2);
        shown[0].ShouldContain("The outcomes are the <i>same</i>.");
        page.Facts("ended").ShouldHaveSingleItem().ShouldContain("Not for training completed from 1 June 2026. The course was changed.");
        page.QuerySelectorAll("main a[href$='/end']").Length.ShouldBe(1, "what has ended is not ended again");
        (await browser.Page(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).Fact("empty").ShouldBe("Nothing counts as something else yet.");
    }

    [Fact]
    public async Task A_course_is_said_to_count_as_standards_once_however_often_the_form_is_sent()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var form = await browser.Page($"{Equivalences}/new");

        using var first = await browser.Send(form, $"{Equivalences}/new", ACourse);
        using var second = await browser.Send(form, $"{Equivalences}/new", ACourse);

        first.Headers.Location!.ToString().ShouldBe(Equivalences);
        _app.Behind.Recognition.Taken.Values.ShouldHaveSingleItem().Content.ShouldBe(
            $$$"""{"held":{"courseId":"{{{StandIns.MovingId}}}","trainingCategoryCode":null,"qualificationCode":null},"countsAs":{"trainingCategoryCode":null,"careCertificate":{"version":2025,"standards":[13]}},"from":"2025-03-01","until":null,"reason":"The outcomes are the \u003Ci\u003Esame\u003C/i\u003E.","source":"Mapping, 2026"}""");
        (await browser.Page(Equivalences)).Fact("done").ShouldBe("It counts now.");
    }

    [Theory]
    [InlineData("Held", "", "Select what somebody holds")]
    [InlineData("Course", "the first one", "Enter the address of the course in the list of courses")]
    [InlineData("CountsAs", "1999", "Select what it counts as")]
    [InlineData("CountsAs", "subject", "Select a subject")]
    [InlineData("From.Day", "", "First day must include a day")]
    [InlineData("Reason", " ", "Say why")]
    [InlineData("Source", "", "Say where it can be read")]
    public async Task What_is_not_said_right_says_how_to_mend_it_and_keeps_what_was_typed(string field, string value, string message)
    {
        var browser = await _app.Browser(Somebody.Sam);
        var address = $"{Equivalences}/new";

        using var answer = await browser.Send(await browser.Page(address), address, [.. ACourse.Select(pair => pair.Item1 == field ? (field, value) : pair)]);

        var page = await answer.Read();
        page.QuerySelectorAll(".govuk-error-summary a").Select(link => link.TextContent).ShouldContain(message);
        page.QuerySelector("input[name=Standards][value='13']")!.HasAttribute("checked").ShouldBeTrue();
        _app.Behind.Recognition.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_ended_from_a_day_on_and_a_refusal_is_read()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var address = $"{Equivalences}/{RecognitionStandIn.OpenId}/end";
        var form = await browser.Page(address);
        form.Fact("what").ShouldBe("Moving <b>people</b>. Counts as: Care Certificate of 2025, standards 5, 13");
        using var nothing = await browser.Send(form, address);
        (await nothing.Read()).QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("Say why");
        _app.Behind.Recognition.Refuses = "Choose a first day from 2025-03-01 on.";
        using var refused = await browser.Send(form, address, ("Reason", "It was replaced."));
        (await refused.Read()).QuerySelector(".govuk-error-summary li")!.TextContent.Trim().ShouldBe("Choose a first day from 2025-03-01 on.");
        _app.Behind.Recognition.Refuses = null;

        using var ended = await browser.Send(form, address, ("Reason", "It was replaced."));

        _app.Behind.Recognition.Taken.Values.ShouldHaveSingleItem().ShouldBe(($"{RecognitionStandIn.OpenId}/end", """{"from":"2026-11-22","reason":"It was replaced."}"""));
        using var again = await browser.GetAsync(new Uri($"{Equivalences}/{RecognitionStandIn.EndedId}/end", UriKind.Relative));
        again.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_log_shows_who_was_not_inducted_and_what_was_agreed()
    {
        var browser = await _app.Browser(Somebody.Sam);

        var page = await browser.Page(Partners);

        page.Fact("missing").ShouldBe("Not inducted yet: 1 of 2 partners.");
        page.Fact("not-inducted").ShouldBe("Ash <b>Training</b>");
        page.Fact("induction").ShouldStartWith("Beech Staffing, 2 March 2026, Ines Okafor");
        page.QuerySelector("[data-testid=standardisation]")!.TextContent.ShouldContain("Ash <b>Training</b>: Una, Tom");
        (await browser.Page(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).Fact("no-inductions").ShouldBe("There is no induction here.");
    }

    [Fact]
    public async Task An_induction_is_added_once_and_what_is_missing_is_said()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var address = $"{Partners}/induction";
        var form = await browser.Page(address);
        (string, string)[] whole = [("Chosen", $"{RecognitionStandIn.AshId}"), ("On.Day", "2"), ("On.Month", "3"), ("On.Year", "2026"), ("Shown", "How records are made."), ("By", " Ines Okafor ")];

        using var nothing = await browser.Send(form, address, [("Chosen", $"{Guid.NewGuid()}"), ("On.Day", "2"), ("On.Month", "3"), ("On.Year", "2027")]);
        (await nothing.Read()).QuerySelectorAll(".govuk-error-summary a").Select(link => link.TextContent)
            .ShouldBe(["Select the partner", "The day must be today or in the past", "Say what you went through", "Enter who inducted the partner"], ignoreOrder: true);
        using var first = await browser.Send(form, address, whole);
        using var second = await browser.Send(form, address, whole);

        _app.Behind.Recognition.Taken.Values.ShouldHaveSingleItem().ShouldBe(
            ("inductions", $$"""{"partnerId":"{{RecognitionStandIn.AshId}}","on":"2026-03-02","content":"How records are made.","inductedBy":"Ines Okafor"}"""));
        (await browser.Page(first.Headers.Location!.ToString())).Fact("done").ShouldBe("It is in the log.");
    }

    [Fact]
    public async Task Standardisation_is_added_with_each_partner_and_its_people()
    {
        var browser = await _app.Browser(Somebody.Sam);
        var address = $"{Partners}/standardisation";

        using var added = await browser.Send(await browser.Page(address), address, Standardised);

        _app.Behind.Recognition.Taken.Values.ShouldHaveSingleItem().Content.ShouldBe(
            $$"""{"on":"2026-04-07","topic":"Moving people","partners":[{"partnerId":"{{RecognitionStandIn.AshId}}","people":["Una","Tom \u003Cb\u003ET\u003C/b\u003E"]},{"partnerId":"{{RecognitionStandIn.BeechId}}","people":[]}],"samplesCompared":12,"agreed":"A hoist is checked first."}""");
    }

    [Theory]
    [InlineData("Chosen[1]", "", "Select the partner in row 1")]
    [InlineData("Samples", "a dozen", "Enter how many samples were compared, as a number up to 10,000")]
    [InlineData("Topic", "", "Say what it was about")]
    [InlineData("On.Month", "13", "Day must have a month between 1 and 12, or the name of a month")]
    public async Task Standardisation_that_lacks_something_says_what_and_loses_nothing(string field, string value, string message)
    {
        var browser = await _app.Browser(Somebody.Sam);
        var address = $"{Partners}/standardisation";

        using var answer = await browser.Send(await browser.Page(address), address, [.. Standardised.Select(pair => pair.Item1 == field ? (field, value) : pair)]);

        var page = await answer.Read();
        page.QuerySelectorAll(".govuk-error-summary a").Select(link => link.TextContent).ShouldContain(message);
        page.QuerySelector("#Agreed")!.TextContent.Trim().ShouldBe("A hoist is checked first.");
        _app.Behind.Recognition.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agency_applies_for_the_Safer_Staffing_mark_and_an_employer_that_is_none_is_told_so()
    {
        var browser = await _app.Browser(Somebody.Bola);
        var page = await browser.Page("/kitemark");
        page.Fact("standing").ShouldStartWith("Bluebell Staffing has the Safer Staffing mark until ");

        using var begun = await browser.Send(page, "/kitemark", ("For", "organisation"));

        _app.Behind.Applications.Taken.Values.ShouldHaveSingleItem().Content.ShouldBe($"{{\"subject\":\"Agency\",\"subjectId\":\"{StandIns.AgencyId}\"}}");
        (await browser.Page(begun.Headers.Location!.ToString())).QuerySelectorAll("[data-testid=criterion]").Length.ShouldBe(10);
        var application = await browser.Page($"/kitemark/{ApplicationStandIn.AnsweredId}");
        application.QuerySelector("h1")!.TextContent.ShouldBe("Bluebell StaffingApplication for the Safer Staffing mark");
        using var sent = await browser.Send(application, $"/kitemark/{ApplicationStandIn.AnsweredId}?handler=Submit");
        _app.Behind.Applications.Taken.Values.Last().Path.ShouldBe("submit");
        var ruth = await _app.Browser(Somebody.Ruth);
        (await ruth.Page("/employer")).QuerySelector("main a[href='/kitemark']").ShouldNotBeNull();
        (await ruth.Page("/kitemark")).Fact("no-agency").ShouldStartWith("The Safer Staffing mark is for agencies.");
    }
}
