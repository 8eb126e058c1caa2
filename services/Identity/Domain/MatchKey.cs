using System.Globalization;
using System.Text;

namespace Academy.Identity.Domain;

/// <summary>
/// What is left of a name when it is compared: letters and digits, without case, accents, hyphens and apostrophes, the words
/// in the order of the alphabet. So it does not matter which of given and family name comes first.
/// </summary>
internal static class MatchKey
{
    // Letters that Unicode does not take apart into a plain one and a mark.
    private static readonly Dictionary<char, string> Plain = new()
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ı'] = "i",
        ['ħ'] = "h",
    };

    private static readonly HashSet<string> LegalForms = ["ltd", "limited", "llp", "plc", "cic", "cio", "the", "and"];

    private static readonly HashSet<string> SmallWords = ["a", "an", "and", "course", "for", "in", "of", "the", "to", "training", "with"];

    public static string OfPerson(string name) => string.Join(' ', Words(name).Order(StringComparer.Ordinal));

    /// <summary>Employers are compared without their legal form, and in the order of their words.</summary>
    public static string OfEmployer(string name) => string.Join(' ', Without(LegalForms, name));

    /// <summary>Courses are compared as people remember them: without small words, in any order.</summary>
    public static string OfCourse(string title) => string.Join(' ', Without(SmallWords, title).Order(StringComparer.Ordinal));

    private static List<string> Without(HashSet<string> leftOut, string name)
    {
        var words = Words(name);
        var meant = words.Where(word => !leftOut.Contains(word)).ToList();
        return meant.Count > 0 ? meant : words;
    }

    private static List<string> Words(string name)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        foreach (var symbol in Decomposed(name))
        {
            if (char.IsLetterOrDigit(symbol))
            {
                word.Append(Plain.TryGetValue(symbol, out var plain) ? plain : symbol.ToString());
            }
            else if (!IsPassedOver(symbol))
            {
                Finish(words, word);
            }
        }

        Finish(words, word);
        return words;
    }

    // U+FFFE is no character, and Normalize does not take it; lone surrogates are refused by the reader of JSON.
    private static string Decomposed(string name)
        => name.Replace("\uFFFE", "", StringComparison.Ordinal).Normalize(NormalizationForm.FormKD).ToLowerInvariant();

    private static bool IsPassedOver(char symbol)
        => symbol is '\'' or '\u2019' or '\u2018' or '\u02BC' or '\u02BB' or '`' or '\u00B4' or '.'
            || char.GetUnicodeCategory(symbol) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.Surrogate;

    private static void Finish(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
