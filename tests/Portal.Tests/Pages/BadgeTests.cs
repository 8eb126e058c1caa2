using System.IO.Compression;
using System.Net;
using System.Text;
using Academy.Testing;
using AngleSharp.Html.Dom;

namespace Academy.Portal.Tests;

/// <summary>Badges to take along and to check; roles in care; news.</summary>
public sealed class BadgeTests : IAsyncDisposable
{
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_badge_is_checked_question_by_question_and_what_could_not_be_checked_is_not_yes()
    {
        var browser = _app.Browser();

        using var answer = await browser.Send(await browser.Page("/check/credential"), "/check/credential", ("Badge", " eyJ.good\n.x "));

        var page = await answer.Read();
        page.Fact("signature").ShouldStartWith("Yes");
        page.Fact("revocation").ShouldStartWith("Could not check");
        page.Fact("person").ShouldBe("Could not check The badge is about Amara <b>Okafor</b>. Ask the person to prove who they are.");
        page.Fact("training").ShouldBe("Moving <b>people</b>");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();

        using var forged = await browser.Send(page, "/check/credential", ("Badge", "eyJ.forged.x"));
        (await forged.Read()).Fact("signature").ShouldStartWith("No");
    }

    [Theory]
    [InlineData("", null, "Paste a badge or choose its file", "#Badge")]
    [InlineData("   ", null, "Paste a badge or choose its file", "#Badge")]
    [InlineData("long", null, "This is more than 256 KB. A badge is smaller", "#Badge")]
    [InlineData("", 262_145, "This is more than 256 KB. A badge is smaller", "#BadgeFile")]
    public async Task What_is_no_badge_says_how_to_mend_it(string badge, int? file, string message, string target)
    {
        var browser = _app.Browser();
        var form = await browser.Page("/check/credential");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(badge == "long" ? new string('e', 262_145) : badge), "Badge" },
        };
        if (file is { } bytes)
        {
            content.Add(new ByteArrayContent(new byte[bytes]), "BadgeFile", "=1+1<script>.jwt");
        }

        using var answer = await browser.PostAsync(new Uri("/check/credential", UriKind.Relative), content);

        var link = (await answer.Read()).QuerySelector(".govuk-error-summary a")!;
        (link.TextContent, link.GetAttribute("href")).ShouldBe((message, target));
    }

    [Fact]
    public async Task A_file_is_checked_like_what_is_pasted_and_an_away_service_says_so()
    {
        var browser = _app.Browser();
        var form = await browser.Page("/check/credential");
        MultipartFormDataContent Content() => new()
        {
            { new StringContent(form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("eyJ.good.x\n")), "BadgeFile", "badge.jwt" },
        };

        using var answer = await browser.PostAsync(new Uri("/check/credential", UriKind.Relative), Content());
        (await answer.Read()).Fact("signature").ShouldStartWith("Yes");

        _app.Behind.Down("Passport");
        using var down = await browser.PostAsync(new Uri("/check/credential", UriKind.Relative), Content());
        down.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_learner_downloads_one_badge_or_all_of_them()
    {
        var browser = await _app.Browser(Somebody.Amara);
        var page = await browser.Page("/passport/wallet");
        var one = page.QuerySelectorAll("[data-testid=badge] a").Select(link => link.GetAttribute("href")!).Single(link => link.Contains($"{TeamStandIn.KitemarkedId}", StringComparison.Ordinal));

        using var badge = await browser.GetAsync(new Uri(one, UriKind.Relative));
        badge.Content.Headers.ContentType!.MediaType.ShouldBe("application/vc+jwt");
        (await badge.Content.ReadAsStringAsync()).ShouldStartWith("eyJ.");

        await using var all = await browser.GetStreamAsync(new Uri("/passport/wallet?handler=All", UriKind.Relative));
        using var packed = new MemoryStream();
        await all.CopyToAsync(packed);
        using var zip = new ZipArchive(packed);
        zip.Entries.Count.ShouldBe(page.Facts("badge").Count);
        zip.Entries.Select(entry => entry.Name).ShouldBeUnique();
        zip.Entries.ShouldAllBe(entry => entry.Name.EndsWith(".jwt", StringComparison.Ordinal) && entry.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' || letter == '.'));

        using var others = await browser.GetAsync(new Uri($"/passport/wallet?handler=One&entry={Guid.NewGuid()}", UriKind.Relative));
        others.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await _app.Browser(Somebody.Lukasz)).Page("/passport/wallet")).Fact("empty").ShouldStartWith("There are no badges yet.");
    }

    [Fact]
    public async Task Roles_in_care_lead_to_courses_and_say_what_is_held()
    {
        var browser = await _app.Browser(Somebody.Amara);

        var page = await browser.Page("/pathway");

        page.Facts("category").Count.ShouldBe(2);
        page.QuerySelector("[data-testid=category] a")!.GetAttribute("href")!.ShouldStartWith("/courses?Subject=");
        var courses = await browser.Page(page.QuerySelector("[data-testid=category] a")!.GetAttribute("href")!);
        ((IHtmlSelectElement)courses.QuerySelector("select[name=Subject]")!).Value.ShouldNotBeEmpty();
        _app.Behind.Down("Passport");
        var unknown = await browser.Page("/pathway");
        unknown.Fact("down").ShouldStartWith("We cannot show now which of this training is in your passport.");
        unknown.Facts("category").Count.ShouldBe(2);
        _app.Behind.Down("Pathway");
        (await browser.Page("/pathway")).Fact("down").ShouldStartWith("We cannot show the roles now.");
    }

    [Fact]
    public async Task Each_piece_of_news_has_one_thing_to_do()
    {
        var browser = await _app.Browser(Somebody.Amara);

        (await browser.Page("/passport")).Fact("news-to-read").ShouldBe("1 new");
        var page = await browser.Page("/notifications");
        page.QuerySelectorAll("[data-testid=news] .govuk-tag").Select(tag => tag.TextContent).ShouldBe(["New"]);
        (await browser.Page("/passport")).QuerySelector("[data-testid=news-to-read]").ShouldBeNull("it was read");
        (await browser.Page("/notifications")).QuerySelector("[data-testid=news] .govuk-tag").ShouldBeNull();

        page.Facts("news").Count.ShouldBeGreaterThan(1);
        page.QuerySelectorAll("[data-testid=news]").ShouldAllBe(news => news.QuerySelectorAll("a").Length == 1);
        (await (await _app.Browser(Somebody.Lukasz)).Page("/notifications")).Fact("empty").ShouldStartWith("There is no news.");
        _app.Behind.Down("Passport");
        (await browser.Page("/notifications")).Fact("down").ShouldStartWith("We cannot show news now.");
    }
}
