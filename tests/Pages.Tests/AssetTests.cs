using System.IO.Compression;
using Academy.Testing;

namespace Academy.Pages.Tests;

public sealed class AssetTests
{
    [Theory]
    [InlineData("pages.css", 17_000)]
    [InlineData("pages.js", 5_000)]
    public void An_asset_keeps_to_its_budget(string name, int atMost)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(Built(name)));
        }

        zipped.Length.ShouldBeInRange(500, atMost);
    }

    [Theory]
    [InlineData("@font-face")]
    [InlineData("GDS Transport")]
    [InlineData("url(http")]
    [InlineData("url(//")]
    [InlineData("@import")]
    public void The_styles_have_no_web_font_and_ask_no_other_host(string unwanted)
        => File.ReadAllText(Built("pages.css")).ShouldNotContain(unwanted, Case.Insensitive);

    [Fact]
    public void The_brand_is_our_own()
        => File.ReadAllText(Built("pages.css")).ShouldContain("--govuk-brand-colour: #00594f");

    [Fact]
    public void Versions_are_exact_so_that_every_build_is_the_same()
        => File.ReadAllLines(Repository.File("services", "Pages", "package.json"))
            .Where(line => line.Contains("\"esbuild\"", StringComparison.Ordinal) || line.Contains("\"sass\"", StringComparison.Ordinal) || line.Contains("\"govuk-frontend\"", StringComparison.Ordinal))
            .ShouldAllBe(line => !line.Contains('^') && !line.Contains('~'));

    private static string Built(string name) => Repository.File("services", "Pages", "wwwroot", "built", name);
}
