using System.Text.RegularExpressions;
using System.Xml.Linq;
using Academy.Identity.Domain;
using Academy.Testing;

namespace Academy.Identity.Tests;

public sealed partial class WordsTests
{
    private static readonly List<string> Listed = [.. XDocument.Load(Repository.File("services", "Identity", "Words.resx"))
        .Root!.Elements("data").Select(text => text.Attribute("name")!.Value)];

    [Fact]
    public void Every_text_of_the_pages_is_in_the_resource_file()
    {
        var used = Directory.EnumerateFiles(Repository.File("services", "Identity", "Pages"), "*.cs*", SearchOption.AllDirectories)
            .SelectMany(file => Text().Matches(File.ReadAllText(file))).Select(match => match.Groups["text"].Value).Distinct().ToList();

        used.Count.ShouldBeGreaterThan(80);
        used.Except(Listed).ShouldBeEmpty();
    }

    [Fact]
    public void What_each_scope_means_is_in_the_resource_file()
        => AccessRules.Current.Scopes.Concat(AccessRules.Current.ScopesOfPeople).Select(scope => scope.Description).Except(Listed)
            .ShouldBeEmpty();

    /// <summary>Some texts come to the pages by way of the code or its data: what scopes and roles mean, and why something was refused.</summary>
    [Fact]
    public void Nothing_is_in_the_resource_file_that_nobody_says()
    {
        var sources = string.Concat(Directory.EnumerateFiles(Repository.File("services", "Identity"), "*.cs*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml").Select(File.ReadAllText))
            + File.ReadAllText(Repository.File("services", "Identity", "access.json"));

        Listed.Where(text => !sources.Contains($"\"{text}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex("(\\bT|[wW]ords)\\[\"(?<text>[^\"]+)\"|Display\\(Name = \"(?<text>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Text();
}
