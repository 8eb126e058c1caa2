using System.Net.Http.Headers;
using System.Text;
using Academy.Portal.Pages.Employer;
using Academy.ServiceDefaults;
using Academy.Testing;
using AngleSharp.Html.Dom;

namespace Academy.Portal.Tests;

/// <summary>A file of share codes: each row is a check of its own, and no row stops another.</summary>
public sealed class BulkCheckTests : IAsyncDisposable
{
    private const string Bulk = "/employer/check/bulk";
    private const string Result = $"{Bulk}/result";

    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Rows_are_found_not_found_or_a_problem_and_each_found_one_is_a_receipt()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        using var sent = await Send(browser, $"Share code,Date of birth\r\n4f7-kq2 m9f,27/03/1987\r\n{Codes.New()},1 May 1990\r\n\"=HYPERLINK(\"\"x\"\")\",27/03/1987\r\n4F7KQ2M9F,31/02/1987\r\n\r\n4F7 KQ2 M9F,27 March 1987\r\n");

        sent.Headers.Location!.ToString().ShouldBe(Result);
        var page = await browser.Page(Result);
        page.Fact("counts").ShouldBe("1 Found 1 Not found 3 Problem 0 Not checked yet");
        page.Facts("row").Select(row => row.Split(' ', 3)[1]).ShouldBe(["2", "3", "4", "5", "7"]);
        page.Facts("row")[4].ShouldContain("The same code and date of birth are in a row above. It was checked once.");
        _app.Behind.Checks.Count.ShouldBe(1);
        var receipt = page.QuerySelector("[data-testid=row] a")!.GetAttribute("href")!;
        (await browser.Page(receipt)).Fact("by").ShouldBe("Rosewood Care");
        (await browser.Page("/employer/checks")).QuerySelectorAll($"a[href='{receipt}']").Length.ShouldBe(1);

        using var file = await browser.GetAsync(new Uri(page.QuerySelector("[data-testid=file]")!.GetAttribute("href")!, UriKind.Relative));
        var lines = (await file.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");
        lines[0].ShouldEndWith("\"Row\",\"Share code\",\"Date of birth\",\"What to fix\"");
        lines.Length.ShouldBe(5);
        lines.ShouldContain(line => line.StartsWith("\"4\",\"'=HYPERLINK", StringComparison.Ordinal));

        using var again = await Send(browser, $"Share code,Date of birth\r\n4f7-kq2 m9f,27/03/1987\r\n{Codes.New()},1 May 1990\r\n");
        _app.Behind.Checks.Count.ShouldBe(2, "another file is another check");
    }

    [Fact]
    public async Task The_same_file_again_makes_the_same_receipts()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        const string file = "4F7-KQ2-M9F;27.3.1987\n";

        using var first = await Send(browser, file);
        using var second = await Send(browser, file);

        (await browser.Page(Result)).Fact("counts").ShouldStartWith("1 Found");
        _app.Behind.Checks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Five_codes_that_do_not_fit_stop_the_file_and_the_rest_is_checked_when_the_time_is_over()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        var wrong = string.Concat(Enumerable.Range(0, 6).Select(_ => $"{Codes.New()},27/03/1987\n"));

        using var sent = await Send(browser, $"{wrong}{StandIns.Code},27/03/1987\n");
        var page = await browser.Page(Result);
        page.Fact("counts").ShouldBe("0 Found 5 Not found 0 Problem 2 Not checked yet");
        page.Fact("waiting").ShouldContain("Go on at 9:15am.");
        using var tooEarly = await browser.Send(page, Result);
        (await browser.Page(Result)).Fact("counts").ShouldBe("0 Found 5 Not found 0 Problem 2 Not checked yet");

        _app.Clock.Advance(TimeSpan.FromMinutes(16));
        using var later = await browser.Send(page, Result);

        (await browser.Page(Result)).Fact("counts").ShouldBe("1 Found 6 Not found 0 Problem 0 Not checked yet");
    }

    [Fact]
    public async Task Where_the_service_does_not_answer_nothing_is_called_not_found_and_the_rest_is_checked_later()
    {
        var browser = await _app.Browser(Somebody.Ruth);
        _app.Behind.Down("Passport");

        using var sent = await Send(browser, $"{StandIns.Code},27/03/1987\n");
        var page = await browser.Page(Result);

        page.Fact("counts").ShouldBe("0 Found 0 Not found 0 Problem 1 Not checked yet");
        page.Fact("waiting").ShouldContain("We tried at 9:00am on 22 November 2026.");
        _app.Behind.Up("Passport");
        using var rest = await browser.Send(page, Result);
        (await browser.Page(Result)).Fact("counts").ShouldBe("1 Found 0 Not found 0 Problem 0 Not checked yet");
    }

    [Theory]
    [InlineData("", "Select a file with share codes")]
    [InlineData("PK\u0003\u0004 a workbook", "The selected file must be a CSV file. In Excel, save it as CSV")]
    [InlineData("%PDF-1.7\0\u0001", "The selected file must be a CSV file. In Excel, save it as CSV")]
    [InlineData("Share code,Date of birth\r\n,,\r\n", "The selected file has no rows. Fill in the template and send it again")]
    public async Task A_file_that_is_none_says_what_is_taken(string content, string message)
    {
        using var answer = await Send(await _app.Browser(Somebody.Ruth), content);

        var page = await answer.Read();
        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe(message);
        page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href").ShouldBe("#List");
    }

    [Fact]
    public async Task A_file_with_too_many_rows_or_too_large_is_not_begun()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        using var many = await Send(browser, string.Concat(Enumerable.Range(0, BulkChecks.MostRows + 1).Select(_ => $"{Codes.New()},27/03/1987\n")));
        using var large = await Send(browser, new string('x', Sheet.LongestFile + 1));

        (await many.Read()).Text().ShouldContain("The selected file must have 100 rows or fewer. Send the rest in a second file");
        (await large.Read()).Text().ShouldContain("The selected file must be smaller than 256 KB");
        _app.Behind.Checks.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<script>alert(1)</script>,27/03/1987")]
    [InlineData("\u202e4F7KQ2M9X,27/03/1987")]
    [InlineData("4F7KQ2M9F,31/13/1987")]
    [InlineData("4F7KQ2M9F,27/03/87")]
    [InlineData("4F7KQ2M9F,27/03/2087")]
    [InlineData("4F7KQ2M9F")]
    [InlineData("👩‍⚕️,👩‍⚕️")]
    [InlineData("@SUM(1+1),-2+3")]
    public async Task A_row_that_cannot_be_read_is_a_problem_and_shows_as_it_was_typed(string row)
    {
        var browser = await _app.Browser(Somebody.Ruth);

        using var sent = await Send(browser, $"{StandIns.Code},27/03/1987\n{row}\n");

        var page = await browser.Page(Result);
        page.Fact("counts").ShouldBe("1 Found 0 Not found 1 Problem 0 Not checked yet");
        page.QuerySelectorAll("script:not([src])").ShouldBeEmpty();
    }

    [Fact]
    public async Task Excel_in_Windows_1252_and_a_byte_order_mark_are_read()
    {
        var browser = await _app.Browser(Somebody.Ruth);

        using var sent = await Send(browser, [.. Encoding.UTF8.Preamble, .. "Code;Geburtsdatum f\u00fcr alle\r\n"u8, .. "4F7-KQ2-M9F;27/03/1987\r\n"u8]);
        (await browser.Page(Result)).Fact("counts").ShouldStartWith("1 Found 0 Not found 0 Problem");
        using var old = await Send(browser, [0x43, 0xF6, 0x64, 0x65, (byte)',', (byte)'x', (byte)'\n', .. "4F7-KQ2-M9F,27/03/1987"u8]);
        (await browser.Page(Result)).Fact("counts").ShouldStartWith("1 Found 0 Not found 0 Problem");
    }

    [Fact]
    public async Task The_result_is_for_who_sent_the_file_and_the_template_can_be_filled_in()
    {
        var jar = new CookieJar();
        var browser = await _app.Browser(Somebody.Ruth, jar);
        using var sent = await Send(browser, $"{StandIns.Code},27/03/1987\n");
        using var template = await browser.GetAsync(new Uri((await browser.Page(Bulk)).QuerySelector("[data-testid=template]")!.GetAttribute("href")!, UriKind.Relative));
        (await template.Content.ReadAsStringAsync()).ShouldEndWith("\"Share code\",\"Date of birth\"\r\n");

        using var other = await _app.SignIn(browser, Somebody.Ruth with { Subject = "account-other" });
        using var result = await browser.GetAsync(new Uri(Result, UriKind.Relative));

        result.Headers.Location!.ToString().ShouldBe(Bulk);
    }

    [Fact]
    public async Task Whoever_may_not_keep_checks_is_told_so()
    {
        _app.Behind.SavedChecks.IsForOthers = true;

        (await (await _app.Browser(Somebody.Ruth)).Page(Bulk)).Fact("for-others").ShouldStartWith("Only managers and administrators keep checks");
    }

    private static Task<HttpResponseMessage> Send(HttpClient browser, string file) => Send(browser, Encoding.UTF8.GetBytes(file));

    private static async Task<HttpResponseMessage> Send(HttpClient browser, byte[] file)
    {
        var page = await browser.Page(Bulk);
        using var form = new MultipartFormDataContent();
        foreach (var input in page.QuerySelectorAll("main form input[type=hidden]").OfType<IHtmlInputElement>())
        {
            form.Add(new StringContent(input.Value), input.Name!);
        }

        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(content, "List", "codes.csv");
        return await browser.PostAsync(new Uri(Bulk, UriKind.Relative), form);
    }
}
