using System.Text.RegularExpressions;
using System.Xml.Linq;
using Academy.Testing;

namespace Academy.Identity.Tests;

public sealed partial class WordsTests
{
    [Fact]
    public void Every_text_of_the_pages_is_in_the_resource_file_and_nothing_else_is()
    {
        var used = Directory.EnumerateFiles(Repository.File("services", "Identity", "Pages"), "*.cs*", SearchOption.AllDirectories)
            .SelectMany(file => Text().Matches(File.ReadAllText(file))).Select(match => match.Groups["text"].Value).Distinct().Order(StringComparer.Ordinal).ToList();
        var listed = XDocument.Load(Repository.File("services", "Identity", "Words.resx")).Root!.Elements("data").Select(text => text.Attribute("name")!.Value);

        used.Count.ShouldBeGreaterThan(80);
        listed.Order(StringComparer.Ordinal).ShouldBe(used);
    }

    [GeneratedRegex("(\\bT|words)\\[\"(?<text>[^\"]+)\"|Display\\(Name = \"(?<text>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Text();
}
