using System.Net;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>Figures to look at, and the same figures to read.</summary>
public sealed class FiguresTests : IAsyncDisposable
{
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_commissioner_begins_at_figures_and_what_is_not_told_is_no_bar_and_no_zero()
    {
        var browser = await _app.Browser(Somebody.Frances);
        using var home = await browser.GetAsync(new Uri("/home", UriKind.Relative));
        home.Headers.Location!.ToString().ShouldBe("/figures");

        var page = await browser.Page("/figures");

        page.Fact("people").ShouldBe("1240 People with a passport 1005 Work in care today");
        var tiers = page.QuerySelector("[data-testid=tiers]")!;
        tiers.QuerySelector("p")!.TextContent.ShouldBe("Most people are here: Tier 1. These are 420 people.");
        tiers.QuerySelectorAll("rect").Select(bar => bar.GetAttribute("width")).ShouldBe(["55.36%", "75%", "36.61%", "10.71%", "1.79%"]);
        tiers.QuerySelectorAll("td").Select(cell => cell.TextContent).ShouldBe(["310", "420", "205", "60", "10", "fewer than 5"]);
        tiers.QuerySelector("svg")!.GetAttribute("aria-label").ShouldBe("People by tier. Most people are here: Tier 1. These are 420 people.");
        var subjects = page.QuerySelector("[data-testid=subjects]")!;
        subjects.QuerySelectorAll("tbody th").Select(cell => cell.TextContent).ShouldBe(["Assisting and moving people", "Fire <b>safety</b>"]);
        page.Fact("untold").ShouldBe("In 2 subjects fewer than 5 people have training.");
        var months = page.QuerySelector("[data-testid=months]")!;
        months.QuerySelectorAll("tbody th").Select(cell => cell.TextContent).First().ShouldBe("December 2025");
        months.QuerySelectorAll("td").Select(cell => cell.TextContent).ToList()[6].ShouldBe("fewer than 5");
        page.Text().ShouldContain("We counted at 9:00am on 22 November 2026.");
    }

    [Fact]
    public async Task Where_all_is_below_five_it_says_so()
    {
        _app.Behind.Figures.AreLow = true;

        var page = await (await _app.Browser(Somebody.Frances)).Page("/figures");

        page.QuerySelector("[data-testid=tiers] p")!.TextContent.ShouldBe("There is nothing to tell yet: each number is below 5.");
        page.QuerySelectorAll("rect").ShouldBeEmpty();
        page.QuerySelectorAll("[data-testid=subjects]").ShouldBeEmpty();
        page.QuerySelectorAll("td").Select(cell => cell.TextContent).Distinct().ShouldBe(["fewer than 5"]);
    }

    [Theory]
    [InlineData("Passport", "We cannot show the training now.")]
    [InlineData("Pathway", "We cannot show the tiers now.")]
    [InlineData("Learner", "We cannot show how many people there are now.")]
    public async Task A_part_that_does_not_answer_says_so_with_the_time_and_the_others_stay(string service, string sentence)
    {
        var browser = await _app.Browser(Somebody.Frances);
        _app.Behind.Down(service);

        var page = await browser.Page("/figures");

        page.Facts("down").ShouldBe([$"{sentence} Try again later. We tried at 9:00am on 22 November 2026."]);
        page.QuerySelectorAll("figure, [data-testid=people]").Length.ShouldBe(service == "Passport" ? 2 : 3);
    }

    [Fact]
    public async Task Academy_staff_whose_role_sees_figures_find_them_and_others_do_not()
    {
        var browser = await _app.Browser(Somebody.Sam);
        (await browser.Page("/academy")).QuerySelectorAll("main a[href='/figures']").Length.ShouldBe(1);
        (await browser.Page("/figures")).QuerySelectorAll("figure").Length.ShouldBe(3);

        var other = await _app.Browser(Somebody.Mary);
        (await other.Page("/academy")).QuerySelectorAll("main a[href='/figures']").ShouldBeEmpty();
        using var refused = await other.GetAsync(new Uri("/figures", UriKind.Relative));
        refused.Headers.Location!.ToString().ShouldBe("/home?not=yours");
        refused.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
