using System.Net;
using Academy.Testing;

namespace Academy.Portal.Tests;

public sealed class BenefitsTests : IAsyncDisposable
{
    private static readonly string Address = $"/benefits/{OwnStandIn.OfferId}/code";
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Benefits_are_theirs_now_or_not_yet_with_the_reason()
    {
        var page = await (await _app.Browser(Somebody.Amara)).Page("/benefits");

        page.QuerySelectorAll("[data-testid=yours]").ShouldHaveSingleItem().TextContent.ShouldContain("Every day, <b>all</b> gyms.");
        page.Fact("yours").ShouldContain("You can use it until 31 December 2026.");
        page.QuerySelectorAll("[data-testid=not-yet]").ShouldHaveSingleItem();
        page.Fact("why").ShouldBe("You need tier 3. You are at tier 2.");
        (await (await _app.Browser(Somebody.Lukasz)).Page("/benefits")).Fact("empty").ShouldStartWith("There are no offers today.");
    }

    [Fact]
    public async Task A_code_is_made_once_however_often_the_form_is_sent_shown_once_and_kept_in_no_address()
    {
        var jar = new CookieJar();
        var browser = await _app.Browser(Somebody.Amara, jar);
        var form = await browser.Page(Address);

        using var one = await browser.Send(form, Address);
        using var two = await browser.Send(form, Address);

        _app.Behind.Own.CodesMade.ShouldBe(1);
        two.Headers.Location!.ToString().ShouldBe(Address);
        string.Join(' ', jar.Sent).ShouldNotContain("4F7-KQ2");
        string.Join(' ', jar.Sent).ShouldNotContain("4F7KQ2");
        var page = await browser.Page(Address);
        page.Fact("code").ShouldBe("4F7-KQ2-M91");
        page.Title!.ShouldNotContain("4F7");
        page.Fact("until").ShouldBe("Show it now. It works once, for 15 minutes, until 9:15am on 22 November 2026.");
        (await browser.Page(Address)).QuerySelector("[data-testid=code]").ShouldBeNull();
    }

    [Fact]
    public async Task A_code_that_was_not_looked_at_in_time_is_not_shown()
    {
        var browser = await _app.Browser(Somebody.Amara);
        using var made = await browser.Send(await browser.Page(Address), Address);
        _app.Clock.Advance(TimeSpan.FromMinutes(16));

        (await browser.Page(Address)).QuerySelector("[data-testid=code]").ShouldBeNull();
    }

    [Fact]
    public async Task A_benefit_that_is_not_theirs_yet_has_no_form_and_one_that_is_none_is_not_there()
    {
        var browser = await _app.Browser(Somebody.Amara);
        var notYet = await browser.Page($"/benefits/{OwnStandIn.OtherOfferId}/code");
        notYet.QuerySelector("main form").ShouldBeNull();
        notYet.Fact("why").ShouldBe("You need tier 3. You are at tier 2.");

        using var none = await browser.GetAsync(new Uri($"/benefits/{Guid.NewGuid()}/code", UriKind.Relative));

        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("too-many-codes", "You have had the most codes there are for one day. Ask for the next one tomorrow")]
    public async Task A_refused_code_says_what_to_do(string slug, string message)
    {
        var browser = await _app.Browser(Somebody.Amara);
        _app.Behind.Own.RefusesCodes = slug;

        using var answer = await browser.Send(await browser.Page(Address), Address);

        (await answer.Read()).QuerySelector(".govuk-error-summary li")!.TextContent.ShouldBe(message);
    }

    [Fact]
    public async Task A_form_without_its_token_makes_no_code()
    {
        var browser = await _app.Browser(Somebody.Amara);

        using var answer = await browser.PostAsync(new Uri(Address, UriKind.Relative), new FormUrlEncodedContent([]));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        _app.Behind.Own.CodesMade.ShouldBe(0);
    }

    [Fact]
    public async Task A_tier_says_what_counts_what_is_needed_and_by_which_rules()
    {
        var page = await (await _app.Browser(Somebody.Amara)).Page("/tier");

        page.Fact("tier").ShouldBe("Tier 2 of 5. Your points: 41.");
        page.Fact("next").ShouldBe("Points you still need for tier 3: 19.");
        page.QuerySelectorAll("[data-testid=reason]").Length.ShouldBe(2);
        page.Fact("reason").ShouldBe("Completed on 1 September 2026. Kitemarked: 10 points");
        page.QuerySelectorAll("[data-testid=step]")[1].TextContent.ShouldContain("You are here");
        page.QuerySelectorAll("[data-testid=points]").Select(points => points.TextContent.Trim()).First().ShouldBe("Fully kitemarked on the day: 10");
        page.Fact("rules").ShouldBe("We used the rules that began on 1 January 2026. We counted on 22 November 2026.");
        var empty = await (await _app.Browser(Somebody.Lukasz)).Page("/tier");
        empty.Fact("empty").ShouldStartWith("There is no training in your passport yet.");
    }

    [Fact]
    public async Task What_is_not_known_now_is_neither_none_nor_zero()
    {
        var browser = await _app.Browser(Somebody.Amara);
        _app.Behind.Down("Pathway");
        _app.Behind.Down("Benefits");

        (await browser.Page("/tier")).Fact("down").ShouldBe("We cannot show your tier now. Try again later. We tried at 9:00am on 22 November 2026.");
        (await browser.Page("/benefits")).Fact("down").ShouldBe("We cannot show benefits now. Try again later. We tried at 9:00am on 22 November 2026.");
    }
}
