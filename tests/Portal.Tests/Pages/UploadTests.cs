using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Academy.Portal.Pages.Trainer.Upload;
using Academy.ServiceDefaults;
using Academy.Testing;
using AngleSharp.Html.Dom;

namespace Academy.Portal.Tests;

/// <summary>A class by the file: what a spreadsheet makes of it is read, and every row that is wrong says what to fix.</summary>
public sealed class UploadTests : IAsyncDisposable
{
    private const string Upload = "/trainer/upload";
    private const string Heading = "Passport number,Date of birth,Name\r\n";

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private UploadStandIn Uploads => _app.Behind.Uploads;

    [Fact]
    public async Task Rows_that_are_right_are_recorded_and_the_others_come_back_with_their_row_and_what_to_fix()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var form = await browser.Page(Upload);

        using var sent = await Send(browser, form, $"{Heading}CPA-{Codes.Show(ClassStandIn.Known)},27/03/1987,Amara Okafor\r\n\r\n=1+1,27/03/1987,\"Nair; Priya\"\r\n");
        using var twice = await Send(browser, form, $"{Heading}CPA-{Codes.Show(ClassStandIn.Known)},27/03/1987,Amara Okafor\r\n\r\n=1+1,27/03/1987,\"Nair; Priya\"\r\n");

        twice.Headers.Location.ShouldBe(sent.Headers.Location);
        Uploads.Files.ShouldHaveSingleItem().ShouldBe(
            $"ACADEMYNUMBER,DATEOFBIRTH,COURSE,TRAINER,COMPLETEDON\n\"CPA-{Codes.Show(ClassStandIn.Known)}\",\"1987-03-27\",{StandIns.MovingId},{ClassStandIn.TrainerId},2026-11-20\n\n\"=1+1\",\"1987-03-27\",{StandIns.MovingId},{ClassStandIn.TrainerId},2026-11-20\n");
        var page = await browser.Page(sent.Headers.Location!.ToString());
        page.Fact("counts").ShouldBe("1 Recorded 0 Recorded before 1 Not recorded 0 Warnings");
        page.Fact("problem").ShouldBe("Row 4 Passport number ACADEMYNUMBER is not an academy number. Copy it from the learner's passport.");
    }

    [Fact]
    public void What_Excel_makes_of_a_file_is_read_and_zeros_it_dropped_are_put_back()
    {
        var number = Enumerable.Range(1_000_000, 1_000).Select(n => $"{n:00000000}").SelectMany(start => "0123456789".Select(last => start + last)).First(code => Codes.TryRead(code, out _));

        var (rows, fault) = ClassFile.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes($"Name;Date of birth;Passport number\r\nSiân;27 March 1987;{number.TrimStart('0')}\r\nB\u0000")]);
        fault.ShouldBe(ClassFileFault.NoText);
        (rows, fault) = ClassFile.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes($"Name;Date of birth;Passport number\r\nSiân;27 March 1987;{number.TrimStart('0')}\r\n")]);
        fault.ShouldBeNull();
        rows.ShouldBe([new ClassRow(2, number, "Siân", "27 March 1987", new DateOnly(1987, 3, 27))]);
        (rows, _) = ClassFile.Read([.. "name,born,number\nSi"u8, 0xE2, .. "n,27.3.1987,1\n"u8]);
        rows.ShouldBe([new ClassRow(2, "1", "Siân", "27.3.1987", new DateOnly(1987, 3, 27))]);
    }

    [Fact]
    public async Task All_rows_can_be_seen_before_any_is_recorded()
    {
        var browser = await _app.Browser(Somebody.Dev);

        using var sent = await Send(browser, await browser.Page(Upload), $"{Heading}{ClassStandIn.Known},27/03/1987,Amara Okafor\r\nnonsense,x,Nobody\r\n", ("How", "all"));

        sent.Headers.Location!.ToString().ShouldMatch("^/trainer/classes/[0-9a-f-]{36}/people$");
        var draft = _app.Behind.Classes.Draft(new Guid(sent.Headers.Location!.ToString().Split('/')[3]))!;
        draft.People.Select(person => (person.AcademyNumber, person.FullName, person.DateOfBirth)).ShouldBe([(ClassStandIn.Known, "Amara Okafor", new DateOnly(1987, 3, 27)), ("nonsense", "Nobody", null)]);
        Uploads.Files.ShouldBeEmpty();
        _app.Behind.Classes.Classes.ShouldBeEmpty();

        using var many = await Send(browser, await browser.Page(Upload), Heading + string.Concat(Enumerable.Repeat($"{ClassStandIn.Known},27/03/1987,A\r\n", 101)), ("How", "all"));
        (await many.Read()).QuerySelector(".govuk-error-summary a")!.GetAttribute("href").ShouldBe("#How");
    }

    [Fact]
    public async Task A_file_that_is_still_recorded_shows_how_far_it_is_and_the_page_looks_again_without_a_script()
    {
        var browser = await _app.Browser(Somebody.Dev);

        using var answer = await browser.GetAsync(new Uri($"{Upload}/{UploadStandIn.WaitingId}", UriKind.Relative));

        answer.Headers.GetValues("Refresh").ShouldBe(["5"]);
        var page = await answer.Read();
        page.Fact("progress").ShouldBe("1200 of 5000 rows are done.");
        using var done = await browser.GetAsync(new Uri($"{Upload}/{UploadStandIn.MixedId}", UriKind.Relative));
        done.Headers.Contains("Refresh").ShouldBeFalse();
        page = await done.Read();
        page.QuerySelectorAll("[data-testid=problem]").Length.ShouldBe(101);
        page.Fact("part").ShouldBe("These are the first 100 of 130. The file has all of them.");
        using var file = await browser.GetAsync(new Uri(page.QuerySelector("[data-testid=file]")!.GetAttribute("href")!, UriKind.Relative));
        var lines = (await file.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");
        lines.Length.ShouldBe(132);
        lines[0].ShouldEndWith("\"Row\",\"Column\",\"Kind\",\"What to fix\"");
        lines[^1].ShouldBe("\"7\",\"The day it was completed\",\"Warning\",\"'=The day is a <b>Sunday</b>.\"");

        using var other = await browser.GetAsync(new Uri($"{Upload}/{Guid.NewGuid()}", UriKind.Relative));
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("", "Select your file", "#List")]
    [InlineData("PK\u0003\u0004", "The selected file must be a CSV file. In Excel, save it as CSV", "#List")]
    [InlineData("%PDF-1.7\0", "The selected file must be a CSV file. In Excel, save it as CSV", "#List")]
    [InlineData("4F7KQ2M9F,27/03/1987,Amara", "The first row must have the headings of the template: Passport number, Date of birth, Name", "#List")]
    [InlineData("<script>alert(1)</script>", "The first row must have the headings of the template: Passport number, Date of birth, Name", "#List")]
    [InlineData("\r\nPassport number,Date of birth,Name\r\nx,y,z", "The first row must have the headings of the template: Passport number, Date of birth, Name", "#List")]
    [InlineData("Passport number,Date of birth,Name\r\n,,\r\n", "The selected file has no rows. Fill in the template and send it again", "#List")]
    public async Task A_file_that_is_none_says_what_is_taken(string content, string message, string target)
    {
        var browser = await _app.Browser(Somebody.Dev);

        using var answer = await Send(browser, await browser.Page(Upload), content);

        var page = await answer.Read();
        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe(message);
        page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href").ShouldBe(target);
        page.QuerySelector("#On_Day")!.GetAttribute("value").ShouldBe("20");
        Uploads.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Course", "<b>", "Select a course")]
    [InlineData("Trainer", "", "Select who taught it")]
    [InlineData("On.Day", "31", "The day it was completed must be a real date")]
    [InlineData("How", "🙂", "Select what we do with the file")]
    public async Task What_is_missing_is_said_at_its_field(string field, string value, string message)
    {
        var browser = await _app.Browser(Somebody.Dev);

        using var answer = await Send(browser, await browser.Page(Upload), $"{Heading}{ClassStandIn.Known},27/03/1987,A\r\n", (field, value));

        (await answer.Read()).QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe(message);
        Uploads.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_the_service_does_not_answer_nothing_is_said_to_be_recorded_and_the_template_can_be_had()
    {
        var browser = await _app.Browser(Somebody.Dev);
        var form = await browser.Page(Upload);
        using var template = await browser.GetAsync(new Uri(form.QuerySelector("[data-testid=template]")!.GetAttribute("href")!, UriKind.Relative));
        (await template.Content.ReadAsStringAsync()).ShouldEndWith("\"Passport number\",\"Date of birth\",\"Name\"\r\n");
        _app.Behind.Down("Passport");

        using var answer = await Send(browser, form, $"{Heading}{ClassStandIn.Known},27/03/1987,A\r\n");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task The_first_page_counts_what_waits_and_says_until_when_the_kitemark_is()
    {
        var browser = await _app.Browser(Somebody.Dev);

        var page = await browser.Page("/trainer");
        (page.Fact("begun"), page.Fact("disputes")).ShouldBe(("2", "2"));
        page.Fact("kitemark").ShouldStartWith("Until ");

        _app.Behind.Down("Passport");
        _app.Behind.Down("Kitemark");
        page = await browser.Page("/trainer");
        (page.Fact("begun"), page.Fact("disputes"), page.Fact("kitemark")).ShouldBe(
            ("Not known at 9:00am on 22 November 2026", "Not known at 9:00am on 22 November 2026", "Not known at 9:00am on 22 November 2026"));
    }

    private static async Task<HttpResponseMessage> Send(HttpClient browser, IHtmlDocument page, string file, params (string Name, string Value)[] typed)
    {
        var fields = new Dictionary<string, string>
        {
            ["Course"] = $"{StandIns.MovingId}",
            ["On.Day"] = "20",
            ["On.Month"] = typed.Any(one => one.Name == "On.Day") ? "2" : "November",
            ["On.Year"] = "2026",
            ["Trainer"] = $"{ClassStandIn.TrainerId}",
            ["How"] = "good",
        };
        foreach (var input in page.QuerySelectorAll("main form input[type=hidden]").OfType<IHtmlInputElement>())
        {
            fields[input.Name!] = input.Value;
        }

        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(content, "List", "class.csv");
        return await browser.PostAsync(new Uri(Upload, UriKind.Relative), form);
    }
}
