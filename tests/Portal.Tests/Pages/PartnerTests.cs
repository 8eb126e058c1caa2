using System.Net;
using Academy.Testing;

namespace Academy.Portal.Tests;

public sealed class PartnerTests : IAsyncDisposable
{
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_code_is_answered_with_yes_what_for_and_until_when_and_nothing_about_the_person()
    {
        var browser = await _app.Browser(Somebody.Joanne);

        using var sent = await browser.Send(await browser.Page("/partner"), "/partner", ("Code", "4f7 kq2 m9f"));

        sent.Headers.Location!.ToString().ShouldBe("/partner/result");
        var page = await browser.Page("/partner/result");
        page.QuerySelector("h1")!.TextContent.ShouldBe("Yes");
        page.Fact("offer").ShouldBe("20% off at the <gym>");
        page.Fact("until").ShouldBe("The person may have this until 31 December 2026.");
        page.Fact("at").ShouldBe("Checked at 9:00am on 22 November 2026.");
        (await browser.Page("/partner/result")).Fact("offer").ShouldBe("20% off at the <gym>", "loading it again does not check again");
        _app.Behind.Team.CodesChecked.ShouldBe(1);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_check_and_the_same_yes()
    {
        var browser = await _app.Browser(Somebody.Joanne);
        var form = await browser.Page("/partner");

        using var one = await browser.Send(form, "/partner", ("Code", StandIns.Code));
        using var two = await browser.Send(form, "/partner", ("Code", StandIns.Code));
        (await browser.Page("/partner/result")).QuerySelector("h1")!.TextContent.ShouldBe("Yes");

        using var anew = await browser.Send(await browser.Page("/partner"), "/partner", ("Code", StandIns.Code));
        (await browser.Page("/partner/result")).Fact("reason").ShouldBe("This code was used before.");
    }

    [Theory]
    [InlineData("", "Enter the code")]
    [InlineData("<script>alert(1)</script>", "Check the code. It has 9 letters and numbers, for example 4F7-KQ2-M9X")]
    [InlineData("=HYPERLINK(1)", "Check the code. It has 9 letters and numbers, for example 4F7-KQ2-M9X")]
    public async Task A_code_that_cannot_be_read_says_how_to_mend_it(string code, string message)
    {
        var browser = await _app.Browser(Somebody.Joanne);

        using var answer = await browser.Send(await browser.Page("/partner"), "/partner", ("Code", code));

        var page = await answer.Read();
        page.QuerySelector(".govuk-error-summary a")!.TextContent.ShouldBe(message);
        page.QuerySelectorAll("main script").ShouldBeEmpty();
        _app.Behind.Team.CodesChecked.ShouldBe(0);
    }

    [Fact]
    public async Task After_five_unknown_codes_there_is_a_time_to_come_back()
    {
        var browser = await _app.Browser(Somebody.Joanne);
        for (var i = 0; i < 5; i++)
        {
            using var no = await browser.Send(await browser.Page("/partner"), "/partner", ("Code", Academy.ServiceDefaults.Codes.New()));
            (await browser.Page("/partner/result")).Fact("reason").ShouldContain("We do not know this code.");
        }

        using var refused = await browser.Send(await browser.Page("/partner"), "/partner", ("Code", StandIns.Code));
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task When_the_service_is_away_it_is_neither_yes_nor_no()
    {
        var browser = await _app.Browser(Somebody.Joanne);
        var form = await browser.Page("/partner");
        _app.Behind.Down("Benefits");

        using var answer = await browser.Send(form, "/partner", ("Code", StandIns.Code));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Read()).Text().ShouldContain("We cannot check codes now. Try again later. We tried at 9:00am on 22 November 2026.");
    }
}
