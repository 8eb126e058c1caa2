using System.IO.Compression;
using System.Net;
using System.Text;
using Academy.Portal.Pages.Passport;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>All that is known of a learner, in one file that is sent while it is made.</summary>
public sealed class DataTests : IAsyncDisposable
{
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_learner_downloads_what_each_part_holds_with_the_training_as_a_table_and_the_credentials()
    {
        var browser = await _app.Browser(Somebody.Amara);
        var page = await browser.Page("/passport/data");
        page.QuerySelector("[data-testid=down]").ShouldBeNull();

        var files = await Download(browser, page.QuerySelector("main a[role=button]")!.GetAttribute("href")!);

        files.Keys.Where(name => !name.StartsWith("credentials/", StringComparison.Ordinal))
            .ShouldBe(["record.json", "passport.json", "tier.json", "benefits.json", "account.json", "training.csv"], ignoreOrder: true);
        files["passport.json"].ShouldContain($"{Somebody.Amara.LearnerId}");
        files[$"credentials/2026-09-01-{TeamStandIn.KitemarkedId}.jwt"].ShouldBe($"eyJ.{TeamStandIn.KitemarkedId:N}.x");
        files.Keys.Count(name => name.StartsWith("credentials/", StringComparison.Ordinal)).ShouldBe(3, "neither what was withdrawn nor what nobody vouches for has one");
        var table = files["training.csv"].Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        table.Length.ShouldBe(6);
        table[1].ShouldBe("Moving and assisting people,Category 15,2026-09-01,2027-09-01,Northgate Care Training,Kitemarked,yes,");
    }

    [Fact]
    public async Task A_part_that_does_not_answer_is_named_on_the_page_and_in_the_file_and_the_rest_is_there()
    {
        var browser = await _app.Browser(Somebody.Amara);
        _app.Behind.Down("Benefits");
        _app.Behind.Down("Passport");

        var page = await browser.Page("/passport/data");
        page.QuerySelectorAll("[data-testid=down] li").Select(part => part.TextContent).ShouldBe(["your training passport", "your benefits and codes"]);
        page.Text().ShouldContain("We tried at 9:00am on 22 November 2026.");

        var files = await Download(browser, "/passport/data?handler=download");
        files.Keys.ShouldBe(["record.json", "tier.json", "account.json", DataZip.NotIncluded], ignoreOrder: true);
        foreach (var name in new[] { "passport.json", "benefits.json", "training.csv", "credentials" })
        {
            files[DataZip.NotIncluded].ShouldContain($"{name} could not be read");
        }
    }

    [Fact]
    public async Task Somebody_without_training_gets_the_rest()
        => (await Download(await _app.Browser(Somebody.Lukasz), "/passport/data?handler=download"))["training.csv"].Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);

    [Theory]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("@SUM, \"x\"", "\"'@SUM, \"\"x\"\"\"")]
    [InlineData("two\r\nlines", "two lines")]
    [InlineData(null, "")]
    public void No_text_is_taken_for_a_formula(string? text, string written) => DataZip.Quoted(text).ShouldBe(written);

    private static async Task<Dictionary<string, string>> Download(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        return zip.Entries.ToDictionary(file => file.FullName, file =>
        {
            using var text = new StreamReader(file.Open(), Encoding.UTF8);
            return text.ReadToEnd();
        });
    }
}
