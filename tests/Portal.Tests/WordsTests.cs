using System.Text.RegularExpressions;
using System.Xml.Linq;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>Every text is in a resource file, and is written as portal pages are written.</summary>
public sealed partial class WordsTests
{
    private static readonly string[] NotUsed =
    [
        "deadline", "get in touch", "carry out", "look up", "set up", "look after", "ASAP", "e.g.", "i.e.", "N/A", "kindly", "regarding", "utilise", "ensure",
        "GOV.UK", "government",
    ];

    [Theory]
    [InlineData("services/Portal", "Words.resx", 150)]
    [InlineData("services/Pages", "PageWords.resx", 40)]
    public void Every_text_of_the_pages_is_in_the_resource_file_and_the_other_way_round(string project, string file, int atLeast)
    {
        var used = Directory.EnumerateFiles(Repository.File(project), "*.cs*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".cshtml" && !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("node_modules", StringComparison.Ordinal))
            .SelectMany(path => Uses().Matches(File.ReadAllText(path)).Select(match => match.Groups["text"].Value)).ToHashSet(StringComparer.Ordinal);
        var kept = Kept(project, file).ToHashSet(StringComparer.Ordinal);

        XDocument.Load(Repository.File(project, file)).Root!.Elements("data").Select(data => data.Attribute("name")!.Value).ShouldBe(Kept(project, file), "the English text is its own key");
        used.Count.ShouldBeGreaterThan(atLeast);
        used.Except(kept).ShouldBeEmpty($"add these to {file}");
        // Some keys are handed on from where the source names them in another way.
        kept.Except(used).Where(text => !IsNamed(project, text)).ShouldBeEmpty($"take these out of {file}");
    }

    [Theory]
    [InlineData("services/Portal", "Words.resx")]
    [InlineData("services/Pages", "PageWords.resx")]
    [InlineData("services/Identity", "Words.resx")]
    public void Sentences_are_short_and_words_are_plain(string project, string file)
    {
        var sentences = Kept(project, file).SelectMany(text => SentenceEnd().Split(text)).Where(sentence => sentence.Length > 0).ToList();
        static int Words(string sentence) => sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

        sentences.Where(sentence => Words(sentence) > 25).ShouldBeEmpty();
        sentences.Where(sentence => Words(sentence) > 3).Average(Words).ShouldBeLessThanOrEqualTo(15);
        sentences.Where(sentence => NotUsed.Any(word => Regex.IsMatch(sentence, $@"(?<!\w){Regex.Escape(word)}(?!\w)", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)))).ShouldBeEmpty();
        sentences.Where(sentence => Contraction().IsMatch(sentence)).ShouldBeEmpty();
    }

    /// <summary>
    /// Flesch and Kincaid's school year, of all texts of a page together: 6 is read at the age of 11. It is a sign, no proof, that a
    /// page is easy. Identity's pages are for everybody, so they are held to what care staff read.
    /// </summary>
    [Theory]
    [InlineData("services/Portal/Pages", 9)]
    [InlineData("services/Portal/Pages/Passport", 6)]
    [InlineData("services/Portal/Pages/Tier", 6)]
    [InlineData("services/Portal/Pages/Benefits", 6)]
    [InlineData("services/Portal/Pages/Session", 6)]
    [InlineData("services/Portal/Pages/Check", 6)]
    [InlineData("services/Identity/Pages", 6)]
    public void Pages_are_read_as_easily_as_a_school_year_allows(string folder, double year)
    {
        var pages = Directory.EnumerateFiles(Repository.File(folder), "*.cshtml", SearchOption.AllDirectories)
            .Select(page => (Name: Path.GetRelativePath(Repository.Root, page), Texts: TextsOf(page).ToList())).Where(page => page.Texts.Sum(text => Reading.Words(text).Count) >= 25).ToList();

        pages.ShouldNotBeEmpty();
        pages.Select(page => (page.Name, Year: Reading.SchoolYear(page.Texts))).Where(page => page.Year > year).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("See what training a person has.", 2.48)]
    [InlineData("Organisational accountability necessitates comprehensive documentation.", 47.72)]
    public void The_school_year_of_a_text_is_worked_out_as_published(string text, double year) => Reading.SchoolYear([text]).ShouldBe(year, 0.01);

    [Fact]
    public void No_page_has_a_text_that_is_not_in_a_resource_file()
    {
        var bare = Directory.EnumerateFiles(Repository.File("services/Portal/Pages"), "*.cshtml", SearchOption.AllDirectories)
            .SelectMany(path => BareText().Matches(Code().Replace(File.ReadAllText(path), "")).Select(match => $"{Path.GetFileName(path)}: {match.Groups["text"].Value}"))
            .Where(text => !text.Contains("academy-", StringComparison.Ordinal));

        bare.ShouldBeEmpty();
    }

    /// <summary>What a page and its model say.</summary>
    private static IEnumerable<string> TextsOf(string page)
        => new[] { page, $"{page}.cs" }.Where(File.Exists).SelectMany(file => Uses().Matches(File.ReadAllText(file))).Select(match => match.Groups["text"].Value);

    private static IEnumerable<string> Kept(string project, string file)
        => XDocument.Load(Repository.File(project, file)).Root!.Elements("data").Select(data => data.Element("value")!.Value);

    private static bool IsNamed(string project, string text)
        => Directory.EnumerateFiles(Repository.File(project), "*.cs*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("node_modules", StringComparison.Ordinal))
            .Any(path => File.ReadAllText(path).Contains($"\"{text}\"", StringComparison.Ordinal));

    [GeneratedRegex("""\b(T|words|Words)\["(?<text>[^"]+)"|ErrorMessage = "(?<text>[^"]+)"|Display\(Name = "(?<text>[^"]+)"\)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uses();

    [GeneratedRegex(@"(?<=[.?!])\s+", RegexOptions.None, 1000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\w(n['’]t|['’](re|ll|ve|m))\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Contraction();

    [GeneratedRegex(@"@\*.*?\*@|@\{.*?^\}|\bswitch\b.*?\}\)|@(if|foreach|else)[^\n]*|@[\w.]+\([^\n]*?\)(?=<)", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@">\s*(?<text>[A-Z][a-z]+( [a-z]+)+[^<@{}]*)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BareText();
}
