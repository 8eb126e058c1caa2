using System.Text.RegularExpressions;

namespace Academy.Portal.Tests;

/// <summary>How hard English is to read, by the length of its sentences and words.</summary>
internal static partial class Reading
{
    /// <summary>The school year of Flesch and Kincaid (1975): 0.39 × words per sentence + 11.8 × syllables per word − 15.59.</summary>
    public static double SchoolYear(IReadOnlyList<string> texts)
    {
        var sentences = texts.SelectMany(text => Ends().Split(text)).Select(Words).Where(words => words.Count > 0).ToList();
        double words = sentences.Sum(sentence => sentence.Count);
        return (0.39 * words / sentences.Count) + (11.8 * sentences.Sum(sentence => sentence.Sum(Syllables)) / words) - 15.59;
    }

    public static IReadOnlyList<string> Words(string text) => [.. Word().Matches(Place().Replace(text, "x")).Select(match => match.Value)];

    /// <summary>Groups of vowels, without the silent e at the end; an estimate, as for every such measure.</summary>
    private static int Syllables(string word)
        => Math.Max(1, Vowels().Count(SilentEnd().Replace(word, "")));

    [GeneratedRegex(@"(?<=[.?!:])\s+", RegexOptions.None, 1000)]
    private static partial Regex Ends();

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}’'-]*", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\{\d[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Place();

    [GeneratedRegex("[aeiouy]+", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Vowels();

    [GeneratedRegex("(?<=[aeiouy].*[^aeiouyl])e(d(?<![td]ed))?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SilentEnd();
}
