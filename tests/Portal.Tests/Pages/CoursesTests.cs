using System.Net;

namespace Academy.Portal.Tests;

public sealed class CoursesTests : IAsyncDisposable
{
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_register_is_shown_for_today_in_pages()
    {
        var browser = _app.Browser();

        var first = await browser.Page("/courses");
        first.Fact("asked").ShouldBe("Kitemarked on 22 November 2026");
        first.QuerySelectorAll("[data-testid=course]").Length.ShouldBe(20);

        var second = await browser.Page(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        var third = await browser.Page(second.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        third.QuerySelectorAll("[data-testid=course]").Length.ShouldBe(5);
        third.QuerySelector("a[rel=next]").ShouldBeNull();
    }

    [Fact]
    public async Task A_search_says_what_was_searched_and_on_which_day()
    {
        var page = await _app.Browser().Page("/courses?Q=moving&On.Day=14&On.Month=May&On.Year=2025");

        page.Fact("asked").ShouldBe("Courses for ‘moving’, kitemarked on 14 May 2025");
        page.QuerySelectorAll("[data-testid=course]").Length.ShouldBe(1);
        page.QuerySelector("input[name='On.Month']")!.GetAttribute("value").ShouldBe("May");
    }

    [Fact]
    public async Task Two_letters_are_a_hint_and_not_an_error()
    {
        var page = await _app.Browser().Page("/courses?Q=mo");

        page.Fact("too-short").ShouldBe("Type at least 3 letters to search. These are all courses.");
        page.QuerySelector(".govuk-error-summary").ShouldBeNull();
    }

    [Fact]
    public async Task A_slip_in_a_word_still_leads_somewhere()
    {
        var page = await _app.Browser().Page("/courses?Q=movign+peeple");
        page.Fact("empty").ShouldContain("No course was found.");

        page = await _app.Browser().Page("/courses?Q=carre+course");
        page.Text().ShouldContain("Courses with similar names");
    }

    [Theory]
    [InlineData("On.Day=31&On.Month=2&On.Year=2025", "#On_Day", "The day must be a real date")]
    [InlineData("On=yesterday", "#On_Day", "The day must be a real date")]
    [InlineData("On.Day=3&On.Month=&On.Year=2025", "#On_Month", "The day must include a month")]
    public async Task A_day_that_cannot_be_read_is_said(string query, string target, string message)
    {
        var page = await _app.Browser().Page($"/courses?Q=moving&{query}");

        var link = page.QuerySelector(".govuk-error-summary a")!;
        (link.GetAttribute("href"), link.TextContent).ShouldBe((target, message));
        page.QuerySelector(target).ShouldNotBeNull();
        page.QuerySelector("input[name=Q]")!.GetAttribute("value").ShouldBe("moving");
    }

    [Fact]
    public async Task When_the_register_is_away_the_page_says_so_with_the_time_and_no_number()
    {
        _app.Behind.Down("Kitemark");

        var page = await _app.Browser().Page("/courses");

        page.Fact("down").ShouldBe("We cannot show courses now. Try again later. We tried at 9:00am on 22 November 2026.");
        page.QuerySelector("[data-testid=empty]").ShouldBeNull();
    }

    [Theory]
    [InlineData("", "Withdrawn")]
    [InlineData("?On=2026-05-14", "Kitemarked")]
    [InlineData("?On=2024-05-14", "Not kitemarked")]
    public async Task A_course_answers_for_the_day_that_is_asked(string day, string answer)
    {
        var page = await _app.Browser().Page($"/courses/{StandIns.WithdrawnId}{day}");

        page.QuerySelectorAll("[data-testid=answer]")[^1].QuerySelector(".govuk-tag")!.TextContent.Trim().ShouldBe(answer);
    }

    [Fact]
    public async Task A_withdrawn_course_still_shows_with_date_and_reason()
        => (await _app.Browser().Page($"/courses/{StandIns.WithdrawnId}")).Text()
            .ShouldContain("Withdrawn from 1 June 2026: The practical part was not taught");

    [Fact]
    public async Task A_provider_shows_its_kitemark_and_its_courses()
    {
        var page = await _app.Browser().Page($"/providers/{StandIns.ProviderId}");

        page.QuerySelector("h1")!.TextContent.ShouldContain("Northgate Care Training");
        page.QuerySelectorAll("[data-testid=course]").Length.ShouldBe(45);
        page.Fact("trainers").ShouldBe("Dev <b>Patel</b>: Assisting and moving people");
    }

    [Fact]
    public async Task A_search_is_narrowed_by_subject_way_and_language_and_the_next_page_asks_the_same()
    {
        var page = await _app.Browser().Page("/courses?Subject=20&Mode=ELearning&Language=pl");
        page.QuerySelectorAll("[data-testid=course]").Length.ShouldBe(1);
        page.QuerySelector("[data-testid=course]")!.TextContent.ShouldContain("Polish");
        page.QuerySelector("select[name=Language] option[selected]")!.GetAttribute("value").ShouldBe("pl");

        page = await _app.Browser().Page("/courses?Q=care&Subject=15&Mode=FaceToFace");
        page.QuerySelector("a[rel=next]")!.GetAttribute("href").ShouldNotBeNull().ShouldContain("q=care&subject=15&mode=FaceToFace");
        (await _app.Browser().Page("/courses?Subject=15&Language=pl")).Fact("empty").ShouldContain("No course was found.");
    }

    [Fact]
    public async Task A_course_says_its_language_and_what_of_the_Care_Certificate_it_teaches_and_where_it_leads()
    {
        var page = await _app.Browser().Page($"/courses/{StandIns.MovingId}");

        page.Text().ShouldContain("Care Certificate of 2025: standards in version 1.0");
        page.Fact("standards").ShouldBe("5. Work in a person-centred way");
        page.Text().ShouldContain("Level 2 Adult Social Care Certificate");
        page.QuerySelector("td[data-label=Language]")!.TextContent.ShouldBe("Polish");
    }

    [Fact]
    public async Task Agencies_with_the_Safer_Staffing_mark_are_found_and_answer_for_a_day()
    {
        var page = await _app.Browser().Page("/agencies?Q=bluebell");
        page.Fact("asked").ShouldBe("Marked on 22 November 2026");
        page = await _app.Browser().Page(page.QuerySelector("[data-testid=agency] a")!.GetAttribute("href")!);
        page.QuerySelector("h1")!.TextContent.ShouldContain("Bluebell Staffing");
        page.QuerySelector("[data-testid=answer] .govuk-tag")!.TextContent.Trim().ShouldBe("Kitemarked");
        page = await _app.Browser().Page($"/agencies/{StandIns.AgencyId}?On.Day=1&On.Month=1&On.Year=2024");
        page.QuerySelector("[data-testid=answer]")!.TextContent.ShouldContain("There was no kitemark on 1 January 2024.");

        (await _app.Browser().Page("/agencies?On=2024-01-01")).Fact("empty").ShouldContain("No agency was found.");
        (await _app.Browser().Page("/agencies?Q=bl")).Fact("too-short").ShouldContain("at least 3 letters");
        _app.Behind.Down("Kitemark");
        (await _app.Browser().Page("/agencies")).Fact("down").ShouldStartWith("We cannot show agencies now.");
    }

    [Theory]
    [InlineData("courses")]
    [InlineData("providers")]
    [InlineData("agencies")]
    public async Task What_is_not_there_is_not_found(string kind)
    {
        using var answer = await _app.Browser().GetAsync(new Uri($"/{kind}/{Guid.NewGuid()}", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Read()).Title.ShouldBe("Page not found – Care Professional Academy");
    }
}
