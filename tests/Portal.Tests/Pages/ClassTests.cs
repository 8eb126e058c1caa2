using System.Globalization;
using System.Net;
using System.Text;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Academy.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Academy.Portal.Tests;

public sealed class ClassTests : IAsyncDisposable
{
    private const string New = "/trainer/classes/new";
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_class_is_begun_once_however_often_the_form_is_sent_and_waits_in_the_list()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var form = await browser.Page(New);

        using var one = await Begin(browser, form);
        using var two = await Begin(browser, form);

        two.Headers.Location.ShouldBe(one.Headers.Location);
        var people = one.Headers.Location!.ToString();
        people.ShouldMatch("^/trainer/classes/[0-9a-f-]{36}/people$");
        var draft = _app.Behind.Classes.Draft(Guid.Parse(people.Split('/')[3]))!;
        (draft.CourseVersionId, draft.TrainerId, draft.CompletedOn).ShouldBe((StandIns.MovingId, ClassStandIn.TrainerId, new DateOnly(2026, 11, 20)));
        (await browser.Page("/trainer")).QuerySelectorAll("[data-testid=draft]").Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("Course", "", "Select a course")]
    [InlineData("Course", "<script>", "Select a course")]
    [InlineData("Trainer", "", "Select who taught it")]
    [InlineData("Trainer", "01890a5d-0000-7000-8000-0000000000ff", "Select who taught it")]
    [InlineData("On.Day", "", "The day it was completed must include a day")]
    [InlineData("On.Day", "31", "The day it was completed must be a real date")]
    [InlineData("On.Year", "2027", "The day must be today or in the past")]
    [InlineData("On.Year", "1900", "The day must be after 1969")]
    [InlineData("On.Month", "=1+1", "The day it was completed must have a month between 1 and 12, or the name of a month")]
    public async Task A_class_that_is_not_said_right_says_how_to_mend_it_and_keeps_what_was_typed(string field, string value, string message)
    {
        var browser = await _app.Browser(Somebody.Dev);

        using var answer = await Begin(browser, await browser.Page(New), (field, value));

        var page = await answer.Read();
        page.Title!.ShouldStartWith("Error: ");
        page.QuerySelectorAll(".govuk-error-summary a").Select(link => link.TextContent).ShouldBe([message]);
        page.QuerySelector(page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!).ShouldNotBeNull();
        page.QuerySelector<IHtmlInputElement>("input[name='On.Year']")!.Value.ShouldBe(field == "On.Year" ? value : "2026");
        _app.Behind.Classes.Drafts.Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_provider_without_courses_is_told_whom_to_ask()
    {
        _app.Behind.Classes.HasNoCourses = true;

        (await (await _app.Browser(Somebody.Dev)).Page(New)).Fact("empty").ShouldStartWith("You have no courses in the catalogue yet.");
    }

    [Fact]
    public async Task A_pasted_list_is_read_line_by_line_and_nothing_of_it_is_lost()
    {
        var (browser, people) = await AClass();

        using var sent = await browser.Send(await browser.Page(people), people, ("Do", "add"), ("List",
            "passport number, name\n" +
            "CPA-4F7-KQ2-M9F, Amara Okafor, 27 3 1987\n" +
            "4f7 kq2 m9f Amara Okafor 27/3/1987\r\n" +
            "4F7KQ2M9F\tOkafor; Amara\t1987-03-27\n\n" +
            "4F7KQ2M9F;27 March 1987;\"Okafor, Amara\"\n" +
            "<script>alert(1)</script>\n" +
            $"{new string('x', 300)}\n" +
            "=HYPERLINK(\"http://x\")"));

        sent.Headers.Location!.ToString().ShouldBe(people);
        var kept = _app.Behind.Classes.Draft(Id(people))!.People;
        kept.Count.ShouldBe(7);
        kept[0].ShouldBe(new("CPA-4F7-KQ2-M9F", "Amara Okafor", new(1987, 3, 27), null));
        (kept[1].FullName, kept[1].DateOfBirth).ShouldBe(("Amara Okafor", new DateOnly(1987, 3, 27)));
        (kept[2].FullName, kept[2].DateOfBirth).ShouldBe(("Okafor; Amara", new DateOnly(1987, 3, 27)));
        (kept[3].FullName, kept[3].DateOfBirth).ShouldBe(("Okafor, Amara", new DateOnly(1987, 3, 27)));
        kept[4].AcademyNumber.ShouldBe("<script>alert(1)</script>");
        var page = await browser.Page(people);
        page.QuerySelectorAll("[data-testid=to-fix]").Length.ShouldBe(6, "the same number again, and what is none");
        page.QuerySelectorAll("main script").ShouldBeEmpty();
    }

    [Fact]
    public async Task People_who_were_taught_before_are_found_by_name_and_added()
    {
        var (browser, people) = await AClass();
        var page = await browser.Page($"{people}?q=الأحمد");

        using var sent = await browser.Send(page, people, ("Do", "add"), ("Known", page.QuerySelector<IHtmlInputElement>("input[name=Known]")!.Value));

        sent.Headers.Location!.ToString().ShouldBe(people);
        _app.Behind.Classes.Draft(Id(people))!.People.ShouldHaveSingleItem().ShouldBe(new("CPA-4F7-KQ2-M9F", "محمد الأحمد", null, null));
        (await browser.Page($"{people}?q=الأحمد")).Fact("none-found").ShouldStartWith("Nobody was found who is not in the class already.");
        (await browser.Page($"{people}?q=zz")).Fact("too-short").ShouldBe("Type at least 3 letters");
        _app.Behind.Down("/entries");
        (await browser.Page($"{people}?q=okafor")).Fact("down").ShouldStartWith("We cannot search now.");
    }

    [Fact]
    public async Task For_a_row_that_does_not_match_the_trainer_chooses_who_of_those_they_taught_is_meant()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var people = $"/trainer/classes/{ClassStandIn.ReadyId}/people";
        var page = await browser.Page(people);
        using var typed = await browser.Send(page, people, ("Do", "again"), ("People[0].Number", "4F7-KQ2-M9"), ("People[0].Name", "الأحمد"));
        var look = (await browser.Page(people)).QuerySelector("[data-testid=look-for]")!.GetAttribute("href")!;

        var maybe = (await browser.Page(look)).QuerySelector("[data-testid=maybe] button")!;
        maybe.TextContent.ShouldBe("Use this number in row 1: محمد الأحمد, CPA-4F7-KQ2-M9F");
        using var sent = await browser.Send(await browser.Page(look), people, ("Do", maybe.GetAttribute("value")!));

        _app.Behind.Classes.Draft(ClassStandIn.ReadyId)!.People[0].AcademyNumber.ShouldBe("CPA-4F7-KQ2-M9F");
    }

    [Fact]
    public async Task Each_row_says_how_it_stands_and_is_put_right_or_removed_in_place()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var people = $"/trainer/classes/{ClassStandIn.MixedId}/people";
        var page = await browser.Page(people);
        page.QuerySelectorAll("[data-testid=person]").Length.ShouldBe(2);
        page.Fact("person").ShouldContain("Amara <b>Okafor</b>");
        page.QuerySelectorAll("[data-testid=problem]").Select(problem => problem.TextContent.Trim()).ShouldBe(
            [
                "Row 3: this passport number is in the list twice. Remove one of them",
                "Row 4: check the passport number. It has 9 letters and numbers, for example CPA-4F7-KQ2-M9X",
                "Row 5: we do not know this passport number with this name or date of birth. You can go on. We record this person when it matches.",
            ]);

        using var refused = await browser.Send(page, people, ("Do", "continue"));
        var errors = await refused.Read();
        errors.QuerySelectorAll(".govuk-error-summary a").Length.ShouldBe(2, "who is not matched does not hold up the others");
        errors.QuerySelector(errors.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!).ShouldNotBeNull();
        using var removed = await browser.Send(errors, people, ("Do", "remove 3"));
        using var mended = await browser.Send(await browser.Page(people), people, ("Do", "continue"), ("People[2].Number", Codes.New()));

        mended.Headers.Location!.ToString().ShouldBe($"/trainer/classes/{ClassStandIn.MixedId}/results");
        _app.Behind.Classes.Draft(ClassStandIn.MixedId)!.People.Select(person => person.FullName).ShouldBe(["Amara <b>Okafor</b>", null, "Twice", "Somebody Else"]);
    }

    [Theory]
    [InlineData("31 2 1990")]
    [InlineData("<b>")]
    [InlineData("yesterday")]
    public async Task A_birthday_that_is_none_is_said_and_stays_as_typed(string typed)
    {
        var browser = await _app.Browser(Somebody.Dev);
        var people = $"/trainer/classes/{ClassStandIn.MixedId}/people";

        using var answer = await browser.Send(await browser.Page(people), people, ("Do", "save"), ("People[4].Born", typed));

        var page = await answer.Read();
        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("Date of birth in row 5 must be a real date, for example 27 3 1987");
        page.QuerySelector<IHtmlInputElement>("input[name='People[4].Born']")!.Value.ShouldBe(typed);
    }

    [Fact]
    public async Task A_list_that_is_too_long_or_empty_says_so_and_keeps_what_was_typed()
    {
        var (browser, people) = await AClass();
        var list = string.Join('\n', Enumerable.Range(0, 101).Select(_ => Codes.New()));

        using var tooLong = await browser.Send(await browser.Page(people), people, ("Do", "add"), ("List", list));
        using var empty = await browser.Send(await browser.Page(people), people, ("Do", "add"));
        using var nobody = await browser.Send(await browser.Page(people), people, ("Do", "continue"));

        var page = await tooLong.Read();
        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("A class has 100 people at most. This list has 101");
        page.QuerySelector<IHtmlTextAreaElement>("#List")!.Value.ShouldContain(list[..9]);
        (await empty.Read()).QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("Paste at least one passport number, or choose a file");
        (await nobody.Read()).QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("Add at least one person");
        _app.Behind.Classes.Draft(Id(people))!.People.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_CSV_file_is_a_list_too_as_Excel_writes_it()
    {
        var (browser, people) = await AClass();
        var excel = Encoding.Latin1.GetBytes("Passport number;Name;Date of birth\r\n4F7KQ2M9F;\"Zoë Müller\";27/03/1987\r\n");

        using var sent = await Upload(browser, people, excel);

        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        _app.Behind.Classes.Draft(Id(people))!.People.ShouldBe([new("4F7KQ2M9F", "Zoë Müller", new(1987, 3, 27), null)]);
    }

    [Theory]
    [InlineData("PK\u0003\u0004workbook", "The file must be a CSV file. In Excel, save the list as CSV first")]
    [InlineData("4F7\0KQ2", "The file must be a CSV file. In Excel, save the list as CSV first")]
    [InlineData(null, "The file must be smaller than 256 KB. A list of 100 people is smaller")]
    public async Task A_file_that_is_no_list_is_refused_with_what_to_do(string? content, string message)
    {
        var (browser, people) = await AClass();

        using var answer = await Upload(browser, people, content is null ? new byte[300 * 1024] : Encoding.Latin1.GetBytes(content));

        (await answer.Read()).QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe(message);
        _app.Behind.Classes.Draft(Id(people))!.People.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_has_no_result_is_named_and_everybody_passed_is_one_press()
    {
        var (browser, people) = await AClass();
        using var added = await browser.Send(await browser.Page(people), people, ("Do", "add"), ("List", $"4F7KQ2M9F, Amara <i>Okafor</i>\n{Codes.New()}"));
        var results = people.Replace("people", "results", StringComparison.Ordinal);

        using var missing = await browser.Send(await browser.Page(results), results, ("Do", "continue"), ("Results[row1]", "=Passed"));
        var page = await missing.Read();
        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe("Select a result for Amara <i>Okafor</i>");
        page.QuerySelectorAll(".govuk-error-summary a").Length.ShouldBe(2);
        page.QuerySelector(page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!).ShouldNotBeNull();
        using var all = await browser.Send(page, results, ("Do", "all"));
        using var go = await browser.Send(await browser.Page(results), results, ("Do", "continue"), ("Results[row1]", "InPart"));

        go.Headers.Location!.ToString().ShouldBe(people.Replace("people", "check", StringComparison.Ordinal));
        _app.Behind.Classes.Draft(Id(people))!.People.Select(person => person.Result).ShouldBe([ClassResult.Passed, ClassResult.InPart]);
        page.Text().ShouldContain("that is the full-attendance rule");
        (await browser.Page(go.Headers.Location.ToString())).Fact("not-in-full").ShouldBe("1");
    }

    [Fact]
    public async Task A_class_that_is_not_kitemarked_that_day_can_be_recorded_and_the_page_says_how_it_will_show()
    {
        var page = await (await _app.Browser(Somebody.Dev)).Page($"/trainer/classes/{ClassStandIn.ReadyId}/check");

        page.Text().ShouldContain("You can record it. It will show as not kitemarked.");
        page.Fact("why-not").ShouldBe("The course version has no kitemark on 20 November 2026.");
        page.Fact("kitemark").ShouldBe("Not kitemarked");
        (page.Fact("passed"), page.Fact("not-passed"), page.Fact("absent")).ShouldBe(("2", "0", "1"));
        page.Fact("waiting").ShouldStartWith("People we cannot record yet: 1.");
    }

    [Fact]
    public async Task A_course_that_is_called_the_Care_Certificate_is_warned_of_before_and_after_it_is_recorded()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var check = $"/trainer/classes/{ClassStandIn.ReadyId}/check";
        (await browser.Page(check)).QuerySelector("[data-testid=care-certificate-warning]").ShouldBeNull();
        _app.Behind.Classes.IsCalledCareCertificate = true;

        var page = await browser.Page(check);
        page.Fact("care-certificate-warning").ShouldContain("Only an employer awards the Care Certificate");
        using var recorded = await browser.Send(page, check);

        (await browser.Page(recorded.Headers.Location!.ToString())).Fact("care-certificate-warning").ShouldContain("recorded as training for it");
    }

    [Fact]
    public async Task Only_who_passed_is_recorded_once_and_who_needs_a_match_stays_on_the_list()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var check = $"/trainer/classes/{ClassStandIn.ReadyId}/check";
        var form = await browser.Page(check);

        using var one = await browser.Send(form, check);
        using var two = await browser.Send(form, check);

        var recorded = _app.Behind.Classes.Classes.ShouldHaveSingleItem();
        recorded.Learners.Select(learner => learner.FullName).ShouldBe(["Amara Okafor", "Nobody We Know"]);
        recorded.CompletedOn.ShouldBe(new DateOnly(2026, 11, 20));
        two.Headers.Location!.ToString().ShouldBe($"/trainer/classes/{ClassStandIn.ReadyId}/done");
        var done = await browser.Page(two.Headers.Location.ToString());
        done.Fact("recorded").ShouldBe("We recorded 1 of 2. 1 needs a match.");
        done.Fact("left").ShouldBe("Nobody We Know");
        _app.Behind.Classes.Draft(ClassStandIn.ReadyId)!.People.ShouldHaveSingleItem().FullName.ShouldBe("Nobody We Know");
        (await browser.Page(two.Headers.Location.ToString())).Fact("recorded").ShouldBe("We recorded 1 of 2. 1 needs a match.", "loading it again shows the same");
    }

    [Fact]
    public async Task A_class_that_is_recorded_whole_is_gone_from_the_list()
    {
        var (browser, people) = await AClass();
        using var added = await browser.Send(await browser.Page(people), people, ("Do", "add"), ("List", "4F7KQ2M9F, Amara Okafor"));
        var (results, check) = (people.Replace("people", "results", StringComparison.Ordinal), people.Replace("people", "check", StringComparison.Ordinal));
        using var all = await browser.Send(await browser.Page(results), results, ("Do", "all"));
        var form = await browser.Page(check);

        using var one = await browser.Send(form, check);
        using var two = await browser.Send(form, check);

        _app.Behind.Classes.Draft(Id(people)).ShouldBeNull();
        _app.Behind.Classes.Classes.ShouldHaveSingleItem();
        (await browser.Page(two.Headers.Location!.ToString())).Fact("recorded").ShouldBe("We recorded 1 of 1.");
    }

    [Theory]
    [InlineData("people")]
    [InlineData("results")]
    [InlineData("check")]
    public async Task What_somebody_else_changed_meanwhile_is_not_written_over(string step)
    {
        var browser = await _app.Browser(Somebody.Dev);
        var address = $"/trainer/classes/{ClassStandIn.ReadyId}/{step}";
        var form = await browser.Page(address);
        _app.Behind.Classes.Change(ClassStandIn.ReadyId);

        using var answer = await browser.Send(form, address, ("Do", "save"));

        answer.Headers.Location!.ToString().ShouldBe(address);
        (await browser.Page(address)).Fact("changed").ShouldStartWith("Somebody changed this class meanwhile.");
        _app.Behind.Classes.Classes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_class_is_deleted_after_a_question()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var address = $"/trainer/classes/{ClassStandIn.MixedId}/delete";

        using var sent = await browser.Send(await browser.Page(address), address);

        _app.Behind.Classes.Draft(ClassStandIn.MixedId).ShouldBeNull();
        (await browser.Page(sent.Headers.Location!.ToString())).Text().ShouldContain("The class was deleted. Nothing was recorded.");
        using var gone = await browser.GetAsync(new Uri(address, UriKind.Relative));
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task When_the_service_is_away_nothing_is_claimed()
    {
        var browser = await _app.Browser(Somebody.Dev);
        _app.Behind.Down("Passport");

        (await browser.Page("/trainer")).Fact("down").ShouldBe("We cannot show your classes now. Try again later. We tried at 9:00am on 22 November 2026.");
        using var answer = await browser.GetAsync(new Uri($"/trainer/classes/{ClassStandIn.ReadyId}/check", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_list_that_was_pasted_when_the_session_had_ended_is_there_after_signing_in_again()
    {
        var (browser, people) = await AClass();
        var form = await browser.Page(people);
        _app.Clock.Advance(TimeSpan.FromMinutes(31));
        using var ended = await browser.Send(form, people, ("Do", "add"), ("List", "4F7KQ2M9F, Amara Okafor"));

        using var back = await _app.SignIn(browser, Somebody.Dev, $"/session/start?returnUrl={Uri.EscapeDataString(people)}");

        (await browser.Page(people)).QuerySelector<IHtmlTextAreaElement>("#List")!.Value.ShouldContain("Amara Okafor");
    }

    private static Guid Id(string address) => Guid.Parse(address.Split('/')[3], CultureInfo.InvariantCulture);

    private static Task<HttpResponseMessage> Begin(HttpClient browser, IHtmlDocument form, params (string Name, string Value)[] instead)
        => browser.Send(form, New,
            [("Course", $"{StandIns.MovingId}"), ("On.Day", "20"), ("On.Month", "November"), ("On.Year", "2026"), ("Trainer", $"{ClassStandIn.TrainerId}"), .. instead]);

    private static async Task<HttpResponseMessage> Upload(HttpClient browser, string people, byte[] content)
    {
        var page = await browser.Page(people);
        using var form = new MultipartFormDataContent();
        foreach (var input in page.QuerySelectorAll<IHtmlInputElement>("main form input[type=hidden]"))
        {
            form.Add(new StringContent(input.Value), input.Name!);
        }

        form.Add(new StringContent("add"), "Do");
        form.Add(new ByteArrayContent(content), "ListFile", "class.csv");
        return await browser.PostAsync(new Uri(people, UriKind.Relative), form);
    }

    private async Task<(HttpClient Browser, string People)> AClass()
    {
        var browser = await _app.Browser(Somebody.Dev);
        using var begun = await Begin(browser, await browser.Page(New));
        return (browser, begun.Headers.Location!.ToString());
    }
}
