using System.Globalization;
using System.Text;

namespace Academy.People;

/// <summary>What is left of a name when it is compared: words of letters and digits, without case, accents, hyphens and apostrophes.</summary>
public static class NameWords
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

    public static IReadOnlyList<string> Of(string name)
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
