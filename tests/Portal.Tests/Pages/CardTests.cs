using System.Net;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>The card people hold up, where its code leads, and the passport on paper.</summary>
public sealed class CardTests : IAsyncDisposable
{
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_card_has_name_number_and_a_code_that_leads_to_the_page_for_cards()
    {
        var page = await (await _app.Browser(Somebody.Amara)).Page("/passport/card");

        page.QuerySelector("h1 bdi")!.TextContent.ShouldBe("Amara Okafor");
        page.Fact("number").ShouldBe("PA-1111-1111");
        page.QuerySelector("[data-testid=qr] path")!.GetAttribute("d").ShouldBe(QrCode.Of($"{_app.Behind.Identity.Issuer}/v/PA-1111-1111").Path);
        page.Fact("shown").ShouldBe("Shown at 9:00am on 22 November 2026.");
        page.QuerySelector("[data-testid=saved]").ShouldBeNull();
    }

    [Fact]
    public async Task The_saved_copy_says_from_when_it_is_and_never_that_something_is_valid()
    {
        var page = await (await _app.Browser(Somebody.Amara)).Page("/passport/card?saved=true");

        page.Fact("saved").ShouldBe("Saved copy from 22 November, 9:00am. Ask them to scan to check it is still valid.");
        page.QuerySelectorAll("main a, main .govuk-tag, script[src*=card]").ShouldBeEmpty();
        page.QuerySelector("[data-testid=shown]").ShouldBeNull();
    }

    [Fact]
    public void A_code_to_scan_has_its_three_corners_and_a_quiet_zone()
    {
        var code = QrCode.Of("https://academy.example/v/CPA-4F7-KQ2-M9F");

        code.Size.ShouldBe(37);
        code.Path.ShouldStartWith("M4 4h7v1H4z");
        code.Path.ShouldContain("M26 4h7v1H26z");
        code.Path.ShouldContain("M4 32h7v1H4z");
        code.Path.ShouldEndWith("z");
    }

    [Fact]
    public async Task What_the_code_leads_to_says_how_to_check_and_nothing_that_depends_on_the_number()
    {
        foreach (var service in Clients.ServiceClients.All)
        {
            _app.Behind.Down(service);
        }

        using var answer = await _app.Browser().GetAsync(new Uri($"/v/cpa-{StandIns.Code}", UriKind.Relative));
        var known = await answer.Read();
        var unknown = await _app.Browser().Page("/v/000-000-000");

        answer.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        known.Fact("number").ShouldBe("CPA-4F7-KQ2-M9F");
        known.Text().ShouldContain("A card alone proves nothing.");
        known.QuerySelector("main a.govuk-button")!.GetAttribute("href").ShouldBe("/check");
        unknown.Text().ShouldBe(known.Text().Replace("CPA-4F7-KQ2-M9F", "CPA-000-000-000", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("4F7-KQ2-M9X")]
    [InlineData("<script>")]
    [InlineData("PA-1111-1111")]
    public async Task What_is_no_passport_number_is_not_a_page(string number)
    {
        using var answer = await _app.Browser().GetAsync(new Uri($"/v/{Uri.EscapeDataString(number)}", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_leaves_or_comes_has_the_browser_forget_what_it_kept()
    {
        var browser = await _app.Browser(Somebody.Amara);

        using var left = await browser.Send(await browser.Page("/session/end"), "/session/end");
        using var begun = await browser.GetAsync(new Uri("/session/start", UriKind.Relative));
        using var ended = await browser.GetAsync(new Uri("/session/ended", UriKind.Relative));
        var signedOut = await browser.Page("/signed-out");

        foreach (var answer in new[] { left, begun, ended })
        {
            answer.Headers.GetValues("Clear-Site-Data").ShouldBe(["\"storage\""]);
        }

        signedOut.QuerySelector("script[src*='card-forget']").ShouldNotBeNull();
        (await ended.Read()).QuerySelector("script[src*='card-forget']").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_worker_is_a_script_at_an_address_that_stays()
    {
        using var answer = await _app.Browser().GetAsync(new Uri("/passport/card-worker.js", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        answer.Headers.CacheControl!.ToString().ShouldBe("no-cache");
    }

    [Fact]
    public async Task On_paper_everything_is_there_with_the_day_it_was_correct()
    {
        var page = await (await _app.Browser(Somebody.Amara)).Page("/passport/print");

        page.Fact("correct-on").ShouldBe("Correct on 22 November 2026, at 9:00am. It may have changed since.");
        var rows = page.QuerySelectorAll("[data-testid=entry]").Select(row => string.Join('|', row.QuerySelectorAll("th, td")
            .Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))).ToList();
        rows.ShouldBe(
        [
            "Moving and assisting people|1 September 2026|1 September 2027|Northgate Care Training|Kitemarked The kitemark ended on 1 October 2026.",
            "Fire safety <in> care homes|3 December 2025|3 December 2026|Northgate Care Training|Not kitemarked",
            "First aid|14 May 2025|14 May 2026 Expired|Hilltop House|Not kitemarked",
            "Dementia awareness|2 February 2024|Does not expire|You|Not kitemarked Not checked yet",
            "Infection control|1 August 2026|1 August 2027|Northgate Care Training|Withdrawn She was <i>not</i> in the class.",
        ]);
        page.QuerySelectorAll("main details").ShouldBeEmpty();
        page.Text().ShouldContain("Level 2 Adult Social Care Certificate");
    }

    [Fact]
    public async Task A_passport_that_is_being_made_has_no_card_yet()
    {
        _app.Behind.Team.IsNotThereYet = true;
        var browser = await _app.Browser(Somebody.Amara);

        foreach (var address in new[] { "/passport/card", "/passport/print" })
        {
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
            answer.Headers.Location!.ToString().ShouldBe("/passport");
        }
    }

    [Fact]
    public async Task Without_its_service_there_is_no_card_and_the_page_says_so()
    {
        var browser = await _app.Browser(Somebody.Amara);
        _app.Behind.Down("Passport");

        using var answer = await browser.GetAsync(new Uri("/passport/card", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }
}
