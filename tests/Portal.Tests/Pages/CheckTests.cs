using System.Net;
using Academy.Testing;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Academy.Portal.Tests;

public sealed class CheckTests : IAsyncDisposable
{
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("4F7KQ2M9F")]
    [InlineData("4f7-kq2-m9f")]
    [InlineData("CPA 4F7 KQ2 M9F")]
    public async Task A_code_and_a_date_of_birth_show_the_passport_however_the_code_is_typed(string code)
    {
        var browser = _app.Browser();

        using var sent = await Check(browser, code, "27", "March", "1987");

        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var result = await browser.Page(sent.Headers.Location!.ToString());
        result.Fact("checked-at").ShouldBe("9:00am on 22 November 2026");
        result.Fact("entries").ShouldBe("5");
        result.Fact("withdrawn").ShouldBe("1 of 5");
        result.Fact("expired").ShouldBe("1 of 5");
        result.Fact("taken-back").ShouldBe("1 of 5");
        result.Text().ShouldContain("Amara <b>Okafor</b>");
        result.QuerySelectorAll("[data-testid=entry]").Length.ShouldBe(5);
        result.QuerySelectorAll("[data-testid=qualification]").Length.ShouldBe(1);
        result.Text().ShouldContain("Expires soon");
        result.Text().ShouldContain("She was <i>not</i> in the class.");
        _app.Behind.LastTraceParent.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_wrong_date_of_birth_and_an_unknown_code_get_the_same_answer()
    {
        using var wrongDate = await Check(_app.Browser(), StandIns.Code, "28", "3", "1987");
        using var unknownCode = await Check(_app.Browser(), Academy.ServiceDefaults.Codes.New(), "27", "3", "1987");

        wrongDate.StatusCode.ShouldBe(unknownCode.StatusCode);
        Errors(await wrongDate.Read()).ShouldBe(Errors(await unknownCode.Read()));
    }

    [Fact]
    public async Task What_was_typed_comes_back_with_what_is_wrong_and_is_never_run()
    {
        using var answer = await Check(_app.Browser(), "<script>alert(1)</script>", "31", "feb", "1987");

        var page = await answer.Read();
        page.Title.ShouldBe("Error: Check a training passport – Care Professional Academy");
        Errors(page).ShouldBe([
            ("#Code", "Check the code. It has 9 letters and numbers, for example 4F7-KQ2-M9X"),
            ("#DateOfBirth_Day", "Date of birth must be a real date"),
        ]);
        Typed(page, "Code").ShouldBe("<script>alert(1)</script>");
        Typed(page, "DateOfBirth.Month").ShouldBe("feb");
        page.QuerySelectorAll("main script").ShouldBeEmpty();
        foreach (var (target, _) in Errors(page))
        {
            page.QuerySelector(target!).ShouldBeAssignableTo<IHtmlInputElement>();
        }
    }

    [Theory]
    [InlineData("", "", "", "", "Enter the share code", "Enter their date of birth")]
    [InlineData("4F7KQ2M9F", "", "3", "1987", "Date of birth must include a day")]
    [InlineData("4F7KQ2M9F", "27", "3", "2999", "Date of birth must be in the past")]
    [InlineData("4F7KQ2M9Y", "27", "3", "1987", "Check the code. It has 9 letters and numbers, for example 4F7-KQ2-M9X")]
    [InlineData("مرحبا 👩‍⚕️", "27", "3", "1987", "Check the code. It has 9 letters and numbers, for example 4F7-KQ2-M9X")]
    [InlineData("=HYPERLINK(1)", "٢٧", "3", "1987", "Check the code. It has 9 letters and numbers, for example 4F7-KQ2-M9X", "Date of birth must be a real date")]
    [InlineData("4F7KQ2M9X4F7KQ2M9X4F7KQ2M9X4F7KQ2M9X4F7KQ2M9X", "27", "3", "1987", "The share code is too long. It has 9 letters and numbers")]
    public async Task A_form_that_cannot_be_read_says_how_to_mend_it(string code, string day, string month, string year, params string[] messages)
    {
        using var answer = await Check(_app.Browser(), code, day, month, year);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        Errors(await answer.Read()).Select(error => error.Message).ShouldBe(messages);
    }

    [Fact]
    public async Task After_five_wrong_tries_there_is_a_time_to_come_back()
    {
        var browser = _app.Browser();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await Check(browser, StandIns.Code, "28", "3", "1987");
            wrong.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var refused = await Check(browser, StandIns.Code, "27", "3", "1987");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(15));
        (await refused.Read()).Text().ShouldContain("Try again at 9:15am. That is in 15 minutes.");

        _app.Clock.Advance(TimeSpan.FromMinutes(15));
        using var allowed = await Check(browser, StandIns.Code, "27", "3", "1987");
        allowed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_check()
    {
        var browser = _app.Browser();
        var form = await browser.Page("/check");

        using var one = await browser.Send(form, "/check", Valid);
        using var two = await browser.Send(form, "/check", Valid);

        two.Headers.Location.ShouldBe(one.Headers.Location);
        _app.Behind.Checks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Loading_the_result_again_checks_again()
    {
        var browser = _app.Browser();
        using var sent = await Check(browser, StandIns.Code, "27", "3", "1987");
        var result = sent.Headers.Location!.ToString();
        await browser.Page(result);
        _app.Clock.Advance(TimeSpan.FromMinutes(7));

        (await browser.Page(result)).Fact("checked-at").ShouldBe("9:07am on 22 November 2026");
        _app.Behind.Checks.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_share_that_was_stopped_shows_nothing_any_more()
    {
        var browser = _app.Browser();
        using var sent = await Check(browser, StandIns.Code, "27", "3", "1987");
        await browser.Page(sent.Headers.Location!.ToString());
        _app.Behind.IsShared = false;

        var page = await browser.Page(sent.Headers.Location!.ToString());

        page.Text().ShouldContain("This passport is not shared any more");
        page.Text().ShouldNotContain("Amara");
    }

    [Fact]
    public async Task Another_browser_cannot_see_the_result()
    {
        using var sent = await Check(_app.Browser(), StandIns.Code, "27", "3", "1987");

        using var other = await _app.Browser().GetAsync(sent.Headers.Location);

        other.Headers.Location!.ToString().ShouldBe("/check/closed");
    }

    [Fact]
    public async Task The_result_is_kept_by_nobody()
    {
        var browser = _app.Browser();
        using var sent = await Check(browser, StandIns.Code, "27", "3", "1987");
        using var result = await browser.GetAsync(sent.Headers.Location);

        result.Headers.CacheControl!.NoStore.ShouldBeTrue();
        result.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        sent.Headers.Location!.ToString().ShouldNotContain(StandIns.Code);
        sent.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => !cookie.Contains(StandIns.Code) && cookie.Contains("httponly"));
    }

    [Fact]
    public async Task A_code_in_the_address_is_not_a_code_in_the_form()
    {
        var browser = _app.Browser();

        using var sent = await browser.Send(
            await browser.Page("/check"), $"/check?Code={StandIns.Code}", ("DateOfBirth.Day", "27"), ("DateOfBirth.Month", "3"), ("DateOfBirth.Year", "1987"));

        sent.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sent.Read()).Text().ShouldContain("Enter the share code");
    }

    [Fact]
    public async Task Over_https_no_cookie_travels_without_it_and_none_is_for_scripts()
    {
        await using var secure = _app.WithWebHostBuilder(host => host.UseSetting("Auth:Issuer", TestTokens.Issuer));
        using var browser = secure.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri(TestTokens.Issuer) });

        using var form = await browser.GetAsync(new Uri("/check", UriKind.Relative));
        using var sent = await browser.Send(await form.Read(), "/check", ("Code", StandIns.Code), ("DateOfBirth.Day", "27"), ("DateOfBirth.Month", "3"), ("DateOfBirth.Year", "1987"));

        var cookies = form.Headers.GetValues("Set-Cookie").Concat(sent.Headers.GetValues("Set-Cookie")).ToList();
        cookies.Select(cookie => cookie[..cookie.IndexOf('=', StringComparison.Ordinal)]).ShouldBe(["__Host-academy-portal-form", "academy-check"]);
        cookies.ShouldAllBe(cookie => cookie.Contains("; secure") && cookie.Contains("; httponly") && cookie.Contains("; samesite=") && !cookie.Contains("domain="));
    }

    [Fact]
    public async Task When_the_service_is_away_the_form_stays_with_what_was_typed()
    {
        _app.Behind.Down("Passport");

        using var answer = await Check(_app.Browser(), "4f7 kq2 m9f", "27", "3", "1987");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var page = await answer.Read();
        page.Text().ShouldContain("We cannot check passports now. Try again later.");
        page.Text().ShouldContain("We tried at 9:00am on 22 November 2026.");
        Typed(page, "Code").ShouldBe("4f7 kq2 m9f");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_in_words()
    {
        using var answer = await _app.Browser().PostAsync(new Uri("/check", UriKind.Relative), new FormUrlEncodedContent([new("Code", "x")]));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Read()).Text().ShouldContain("Go back, load the page again and try once more.");
    }

    private static readonly (string, string)[] Valid =
        [("Code", StandIns.Code), ("DateOfBirth.Day", "27"), ("DateOfBirth.Month", "3"), ("DateOfBirth.Year", "1987")];

    private static async Task<HttpResponseMessage> Check(HttpClient browser, string code, string day, string month, string year)
        => await browser.Send(
            await browser.Page("/check"), "/check",
            ("Code", code), ("DateOfBirth.Day", day), ("DateOfBirth.Month", month), ("DateOfBirth.Year", year));

    private static (string? Target, string Message)[] Errors(IHtmlDocument page)
        => [.. page.QuerySelectorAll(".govuk-error-summary a").Select(link => (link.GetAttribute("href"), link.TextContent))];

    private static string? Typed(IHtmlDocument page, string name) => page.QuerySelector<IHtmlInputElement>($"input[name='{name}']")!.Value;
}
