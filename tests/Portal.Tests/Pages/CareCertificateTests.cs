using System.Net;
using Academy.Testing;
using AngleSharp.Html.Dom;

namespace Academy.Portal.Tests;

/// <summary>The Care Certificate on the passport, on paper, and with the employer that assesses and awards it.</summary>
public sealed class CareCertificateTests : IAsyncDisposable
{
    private static readonly string Page = $"/employer/staff/{StarterStandIn.StarterId}/care-certificate";
    private static readonly (string, string)[] Whole =
        [("Standards", "12"), ("Assessor", "Ruth <b>Cole</b>"), ("AssessorRole", "Registered manager"), ("On.Day", "2"), ("On.Month", "3"), ("On.Year", "2026")];

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_passport_says_how_many_standards_are_met_and_who_assessed_each()
    {
        var page = await (await _app.Browser(Somebody.Amara)).Page("/passport");

        ShouldSayHowManyAreMet(page);
        var standards = page.QuerySelectorAll("[data-testid=standard]");
        standards.Length.ShouldBe(31);
        standards[0].TextContent.ShouldContain("Ruth <b>Ellis</b>, Registered <i>manager</i>, Rosewood <Care>");
        standards[9].TextContent.ShouldContain("There is training for it in the passport.");
        standards[15].TextContent.ShouldContain("Not assessed yet.");
        page.QuerySelectorAll("details").Length.ShouldBe(2);
    }

    [Fact]
    public async Task On_paper_the_standards_that_are_met_are_named_and_no_more()
    {
        var page = await (await _app.Browser(Somebody.Amara)).Page("/passport/print");

        ShouldSayHowManyAreMet(page);
        page.Facts("met").Select(met => met.Split("; ").Length).ShouldBe([11, 15]);
        page.QuerySelectorAll("[data-testid=standard], details").Length.ShouldBe(0);
    }

    private static void ShouldSayHowManyAreMet(IHtmlDocument page)
        => page.Facts("care-certificate").ShouldSatisfyAllConditions(
            all => all[0].ShouldBe("Version of 2025: 11 of 16 standards are met."),
            all => all[^1].ShouldContain("Version of 2015: 15 of 15 standards are met."),
            all => all[^1].ShouldContain("Awarded on 1 April 2026."));

    [Fact]
    public async Task Prior_learning_that_counts_for_a_standard_is_named_with_where_that_can_be_read()
    {
        _app.Behind.CareCertificates.Recognises = true;

        var form = await (await _app.Browser(Somebody.Ruth)).Page(Page);

        form.Facts("recognised")[0].ShouldBe("It need not be taught again. Hoists <b>2</b> of 2025-02-01 counts as two standards. Source: Mapping of the <i>Academy</i>");
        form.Fact("care-certificate").ShouldEndWith("Standards not assessed yet that need not be taught again: 1.");
    }

    [Fact]
    public async Task An_employer_records_the_standards_it_assessed_once()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var form = await browser.Page(Page);
        form.Fact("stated").ShouldBe("Hilltop <House>: The ASC-WDS worker file says completed. It does not say when, or which version.");
        form.QuerySelectorAll("input[name=Standards]").Select(box => box.GetAttribute("value")).ShouldBe(["12", "13", "14", "15", "16"]);

        using var one = await browser.Send(form, Page, Whole);
        using var two = await browser.Send(form, Page, Whole);

        one.Headers.Location!.ToString().ShouldStartWith(Page);
        (await browser.Page(Page)).Fact("saved").ShouldBe("The standards are recorded");
        var recorded = _app.Behind.CareCertificates.Recorded.ShouldHaveSingleItem();
        (recorded.Version, recorded.Assessor, recorded.AssessedOn).ShouldBe((2025, "Ruth <b>Cole</b>", new DateOnly(2026, 3, 2)));
        recorded.Standards.ShouldBe([12]);
    }

    [Theory]
    [InlineData("Standards", "1", "Select at least one standard")]
    [InlineData("Standards", "=1+1", "Select at least one standard")]
    [InlineData("Assessor", " ", "Enter the name of whoever assessed them, in 120 letters or fewer")]
    [InlineData("AssessorRole", "long", "Enter their role, in 120 letters or fewer")]
    [InlineData("On.Year", "2027", "The day must be today or in the past")]
    [InlineData("On.Day", "31<", "The day they were assessed must be a real date")]
    public async Task What_cannot_be_recorded_says_how_to_mend_it_and_loses_nothing(string field, string typed, string message)
    {
        var browser = await _app.Browser(Somebody.Ruth);

        using var answer = await browser.Send(await browser.Page(Page), Page, [.. Whole.Select(one => one.Item1 == field ? (field, typed == "long" ? new string('ß', 121) : typed) : one)]);

        var page = await answer.Read();
        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe(message);
        page.QuerySelector(page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!).ShouldNotBeNull();
        if (field != "Assessor")
        {
            page.QuerySelector("input[name=Assessor]")!.GetAttribute("value").ShouldBe("Ruth <b>Cole</b>");
        }

        _app.Behind.CareCertificates.Recorded.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_day_that_does_not_go_with_the_version_is_said_in_words()
    {
        _app.Behind.CareCertificates.RefusesDay = true;
        var browser = await _app.Browser(Somebody.Ruth);
        var old = await browser.Page($"{Page}?version=2015");
        old.QuerySelectorAll("input[name=Standards]").Length.ShouldBe(15);

        using var answer = await browser.Send(old, Page, [.. Whole, ("version", "2015")]);

        (await answer.Read()).QuerySelector(".govuk-error-summary a")!.TextContent.ShouldStartWith("This version cannot have been assessed on that day.");
    }

    [Fact]
    public async Task The_award_is_offered_when_all_standards_are_met_and_not_before()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        (await browser.Page(Page)).QuerySelectorAll("input[name=Award]").ShouldBeEmpty();
        _app.Behind.CareCertificates.Met = 16;
        var form = await browser.Page(Page);

        using var one = await browser.Send(form, Page, ("Award", "2025"));
        using var two = await browser.Send(form, Page, ("Award", "2025"));

        (await browser.Page(Page)).Fact("saved").ShouldBe("The Care Certificate is awarded");
        var awarded = _app.Behind.CareCertificates.Awarded.ShouldHaveSingleItem();
        (awarded.LearnerId, awarded.Version, awarded.AwardedOn).ShouldBe((StarterStandIn.StarterId, 2025, StandIns.Today));
    }

    [Fact]
    public async Task Whoever_may_only_look_gets_no_form()
    {
        var page = await (await _app.Browser(Somebody.Ruth with { Scope = "openid profile passport.read" })).Page(Page);

        page.QuerySelector("[data-testid=may-look]").ShouldNotBeNull();
        page.QuerySelectorAll("main form").ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_are_still_there_when_the_service_is_away_and_a_strange_version_is_the_newest()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var form = await browser.Page($"{Page}?version=<b>");
        form.QuerySelectorAll("input[name=Standards]").Length.ShouldBe(5);
        _app.Behind.Down("Passport");

        using var away = await browser.Send(form, Page, Whole);

        away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }
}
