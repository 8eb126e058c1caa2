using System.Net;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What an employer takes away from its pages: the pack for an inspection, and files.</summary>
public sealed class ReportsTests : IAsyncDisposable
{
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_reports_lead_to_the_files_with_their_size_and_show_what_expires_when()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        var page = await browser.Page("/employer/reports");

        page.Fact("files").ShouldBe("Training by person and subject (CSV, 1 KB) Training file for ASC-WDS (CSV) All checks (CSV)");
        var chart = page.QuerySelector("figure")!;
        chart.QuerySelector("p")!.TextContent.ShouldBe("2 trainings expire in the next 12 months. Most of them expire in December 2026: 1.");
        chart.QuerySelectorAll("tbody th").Select(month => month.TextContent).ShouldBe([.. Enumerable.Range(0, 12).Select(ahead => new DateOnly(2026, 11, 1).AddMonths(ahead).ToString("MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB")))]);
        chart.QuerySelectorAll("rect").Length.ShouldBe(2);
        (await browser.Page("/employer/expiring")).QuerySelectorAll("figure").Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_inspection_pack_says_who_has_what_correct_at_a_moment_and_names_what_is_expired_and_missing()
    {
        var page = await (await _app.Browser(Somebody.Ruth)).Page("/employer/reports/inspection");

        page.Fact("correct-on").ShouldBe("Correct at 9:00am on 22 November 2026, from the records of the Care Professional Academy.");
        (page.Fact("staff"), page.Fact("people")).ShouldBe(("2", "3"));
        page.Facts("subject").ShouldBe(["Assisting and moving people 2 1 1 0 1 0", "Fire safety 3 1 0 1 1 0", "Oliver McGowan Mandatory Training 1 0 0 0 1 0"]);
        page.Facts("expired").ShouldBe(["Siân O'Brien-Jones Care worker Fire safety 14 May 2026"]);
        page.Facts("missing").Count.ShouldBe(3);
        page.Facts("missing")[2].ShouldContain("Missing: Tier 2 for the job role Care worker");
        page.Facts("check").Count.ShouldBe(1);
        page.QuerySelectorAll("figure").Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_pack_says_none_where_there_is_none_and_not_known_where_it_is_not_known()
    {
        _app.Behind.Team.Requirements.Set();
        _app.Behind.Team.IsEmpty = true;
        _app.Behind.SavedChecks.HasNone = true;
        var browser = await _app.Browser(Somebody.Ruth);
        _app.Behind.Down("Learner");

        var page = await browser.Page("/employer/reports/inspection");

        page.Fact("staff").ShouldBe("Not known at 9:00am on 22 November 2026");
        page.Fact("empty").ShouldStartWith("Nobody shares a passport with you yet.");
        page.Fact("no-checks").ShouldBe("You have not checked a new starter yet.");
        (await browser.Page("/employer/reports")).Fact("empty").ShouldStartWith("Nobody shares a passport with you yet.");

        _app.Behind.Down("Passport");
        page = await browser.Page("/employer/reports/inspection");
        page.Facts("down").Count.ShouldBe(2);
        page.Text().ShouldNotContain("None");
        (await browser.Page("/employer/reports")).Facts("down").Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_matrix_is_a_file_of_all_people_in_which_nothing_is_a_formula()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        using var file = await browser.GetAsync(new Uri("/employer/matrix.csv", UriKind.Relative));

        file.Content.Headers.ContentDisposition!.FileName.ShouldBe("matrix-2026-11-22.csv");
        file.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var lines = (await file.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");
        lines[0].ShouldEndWith("\"Name\",\"Job role\",\"Assisting and moving people\",\"Assisting and moving people, last day\",\"Fire safety\",\"Fire safety, last day\",\"Oliver McGowan Mandatory Training\",\"Oliver McGowan Mandatory Training, last day\"");
        lines[1].ShouldBe("\"Amara <b>Okafor</b>\",\"Care worker\",\"Held\",\"2026-12-01\",\"Held\",\"2027-09-01\",\"Not needed\",\"\"");
        lines[2].ShouldBe("\"Siân O'Brien-Jones\",\"Care worker\",\"Missing\",\"\",\"Expired\",\"2026-05-14\",\"Not needed\",\"\"");
        lines.Length.ShouldBe(4);

        using var other = await (await _app.Browser(Somebody.Dev)).GetAsync(new Uri("/employer/matrix.csv", UriKind.Relative));
        other.Headers.Location!.ToString().ShouldBe("/home?not=yours");
        using var nobody = await _app.Browser().GetAsync(new Uri("/employer/matrix.csv", UriKind.Relative));
        nobody.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Checks_are_searched_by_name_and_day_and_go_into_a_file_over_all_pages()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        var page = await browser.Page("/employer/checks?Q=%20amara&From.Day=1&From.Month=September&From.Year=2026&Until.Day=22&Until.Month=11&Until.Year=2026");

        _app.Behind.SavedChecks.LastSearch.ShouldBe("?q=amara&from=2026-09-01&until=2026-11-22");
        page.QuerySelector("#From_Month")!.GetAttribute("value").ShouldBe("September");
        page.QuerySelector("a[rel=next]")!.GetAttribute("href").ShouldBe($"/employer/checks?q=%20amara&from=2026-09-01&until=2026-11-22&before={SavedCheckStandIn.OldId}");
        using var file = await browser.GetAsync(new Uri(page.QuerySelector("[data-testid=file]")!.GetAttribute("href")!, UriKind.Relative));
        var lines = (await file.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");
        lines.Length.ShouldBe(3);
        lines[0].ShouldContain("\"Checked at\",\"Name\",\"Training records\",\"Expired\",\"Not kitemarked\"");
        lines[2].ShouldStartWith("\"2026-09-13 10:00\",\"'=محمد الأحمد\",\"1\"");
        _app.Behind.SavedChecks.LastSearch.ShouldBe($"?q=amara&from=2026-09-01&until=2026-11-22&before={SavedCheckStandIn.OldId}");

        (await browser.Page("/employer/checks?Q=am")).Fact("too-short").ShouldStartWith("Type at least 3 letters of the name.");
        (await browser.Page("/employer/checks?From.Day=31&From.Month=2&From.Year=2026")).QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("First day must be a real date");
        _app.Behind.SavedChecks.HasNone = true;
        (await browser.Page("/employer/checks?Q=zzz")).Fact("empty").ShouldStartWith("Nothing was found.");
    }
}
