using Academy.Portal.Pages.Employer;
using Academy.Testing;

namespace Academy.Portal.Tests;

public sealed class EmployerTests : IAsyncDisposable
{
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_overview_counts_what_there_is_to_do_over_all_pages_of_the_team()
    {
        var page = await (await _app.Browser(Somebody.Ruth)).Page("/employer");

        page.Fact("people").ShouldBe("3");
        page.Fact("expired").ShouldBe("1");
        page.Fact("missing").ShouldBe("3");
        page.Fact("expiring").ShouldBe("1");
        page.Fact("notice").ShouldEndWith("The kitemark of Moving <b>people</b> counts again. Assessments were <i>not</i> observed. People of your team it concerns: 12");
        page.Text().ShouldContain("We counted at 9:00am on 22 November 2026.");
        page.Fact("who").ShouldBe("Your account: Ruth Ellis, Rosewood Care");
    }

    [Fact]
    public async Task The_matrix_says_in_words_how_everybody_stands()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        var page = await browser.Page("/employer/matrix");

        page.QuerySelectorAll("[data-testid=row]").Select(row => string.Join('|', row.QuerySelectorAll("strong").Select(tag => tag.TextContent)))
            .ShouldBe(["Expires soon|Up to date|Not needed", "Missing|Expired|Not needed", "Not needed|Missing|Missing"]);
        page.Fact("people").ShouldBe("3 people");
        page.Text().ShouldContain("Missing: Tier 2 for the job role Care worker");
        using var file = await browser.GetAsync(new Uri(page.QuerySelector("[data-testid=file]")!.GetAttribute("href")!, UriKind.Relative));
        (await file.Content.ReadAsStringAsync()).ShouldStartWith("LOCALESTID,");
        file.Content.Headers.ContentDisposition!.FileName.ShouldBe("training-2026-11-22.csv");
    }

    [Theory]
    [InlineData("?Workplace=RW-1", "Amara <b>Okafor</b>, Siân O'Brien-Jones", "2 of 3 people")]
    [InlineData("?State=Missing", "Siân O'Brien-Jones, محمد الأحمد", "2 of 3 people")]
    [InlineData("?State=Missing&Columns=Fire%20safety", "محمد الأحمد", "1 of 3 people")]
    [InlineData("?State=Expired&Workplace=RW-1&JobRole=8&Sort=Fire%20safety", "Siân O'Brien-Jones", "1 of 3 people")]
    [InlineData("?Sort=Fire%20safety", "Siân O'Brien-Jones, محمد الأحمد, Amara <b>Okafor</b>", "3 people")]
    [InlineData("?Sort=%3Cscript%3E&Columns=nothing&Part=99&JobRole=x", "Amara <b>Okafor</b>, Siân O'Brien-Jones, محمد الأحمد", "3 of 3 people")]
    [InlineData("?JobRole=9", "", "0 of 3 people")]
    public async Task The_matrix_shows_who_is_asked_for_in_the_order_that_is_asked_for(string asked, string names, string people)
    {
        var page = await (await _app.Browser(Somebody.Ruth)).Page($"/employer/matrix{asked}");

        string.Join(", ", page.QuerySelectorAll("[data-testid=row] th").Select(name => name.TextContent)).ShouldBe(names);
        page.Fact("people").ShouldBe(people);
        (page.QuerySelector("[data-testid=none-chosen]") is not null).ShouldBe(names.Length == 0);
        var sorted = page.QuerySelectorAll("th[aria-sort=ascending]").Select(heading => heading.TextContent).ToList();
        sorted.ShouldBe(names.Length == 0 ? [] : asked.Contains("Sort=Fire", StringComparison.Ordinal) ? ["Fire safety"] : ["Name"]);
    }

    [Fact]
    public void More_than_twenty_kinds_of_training_are_chosen_from()
    {
        var subjects = Enumerable.Range(10, 25).Select(number => $"Subject {number}").ToList();

        new MatrixView(null, null, null, null, []).Shown(subjects).ShouldBe(subjects.Take(20));
        new MatrixView(null, null, null, null, ["Subject 34", "Subject 10", "of another employer"]).Shown(subjects).ShouldBe(["Subject 10", "Subject 34"]);
        new MatrixView(null, null, null, null, subjects).Shown(subjects).Count.ShouldBe(20);
    }

    [Theory]
    [InlineData("/employer/expired", 1)]
    [InlineData("/employer/missing", 3)]
    [InlineData("/employer/expiring", 1)]
    [InlineData("/employer/expiring?days=7", 1)]
    public async Task A_list_has_a_row_for_each_person_and_subject(string address, int rows)
        => (await (await _app.Browser(Somebody.Ruth)).Page(address)).QuerySelectorAll("[data-testid=row]").Length.ShouldBe(rows);

    [Fact]
    public async Task The_staff_list_says_who_shares_a_passport()
    {
        var page = await (await _app.Browser(Somebody.Ruth)).Page("/employer/staff");

        page.QuerySelectorAll("[data-testid=person] strong").Select(tag => tag.TextContent).ShouldBe(["Shared", "Not shared"]);
        page.Text().ShouldContain("Amara <b>Okafor</b>");
    }

    [Fact]
    public async Task Without_requirements_nothing_is_said_to_be_missing()
    {
        _app.Behind.Team.Requirements.Set();

        var page = await (await _app.Browser(Somebody.Ruth)).Page("/employer");

        page.Fact("asks-nothing").ShouldContain("So we cannot say what is missing.");
        page.Text().ShouldNotContain("None missing");
    }

    [Theory]
    [InlineData("/employer", "Passport", "We cannot show the training of your team now.")]
    [InlineData("/employer/matrix", "Passport", "We cannot show the training of your team now.")]
    [InlineData("/employer/missing", "Passport", "We cannot show the training of your team now.")]
    [InlineData("/employer/staff", "Learner", "We cannot show your staff now.")]
    public async Task What_does_not_answer_says_so_with_the_time_and_never_none(string address, string service, string sentence)
    {
        var browser = await _app.Browser(Somebody.Ruth);
        _app.Behind.Down(service);

        var page = await browser.Page(address);

        page.Fact("down").ShouldBe($"{sentence} Try again later. We tried at 9:00am on 22 November 2026.");
        page.Text().ShouldNotContain("None");
    }

    [Theory]
    [InlineData("/repeats-avoided", "avoided", "Not known at 9:00am on 22 November 2026")]
    [InlineData("/notices", "notices-down", "We cannot say now whether anything changed. We tried at 9:00am on 22 November 2026.")]
    [InlineData("/disputes", "disputes-down", "We cannot say now if people say that a record is wrong. We tried at 9:00am on 22 November 2026.")]
    public async Task What_is_not_known_for_a_part_of_the_page_is_said_there_with_the_time_and_the_rest_is_shown(string address, string part, string sentence)
    {
        var browser = await _app.Browser(Somebody.Ruth);
        _app.Behind.Down(address);

        var page = await browser.Page("/employer");

        page.Fact(part).ShouldBe(sentence);
        page.Fact("people").ShouldBe("3");
    }

    [Fact]
    public async Task Each_row_of_a_list_leads_to_the_person_and_to_courses_of_the_subject()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        var row = (await browser.Page("/employer/expired")).QuerySelector("[data-testid=row]")!;

        row.QuerySelector("th a")!.GetAttribute("href")!.ShouldStartWith("/employer/staff/");
        row.QuerySelector("[data-testid=do]")!.GetAttribute("href").ShouldBe("/courses?Subject=6");
        row.QuerySelector("[data-testid=do]")!.TextContent.ShouldBe("Find a course: Fire safety, Siân O'Brien-Jones");
        (await browser.Page("/employer/missing")).QuerySelectorAll("[data-testid=do]").Select(link => link.GetAttribute("href")).ShouldContain("/courses");
    }
}
