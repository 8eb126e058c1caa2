using System.Globalization;
using System.Text;

namespace Academy.Passport.Domain;

/// <summary>Whether a name that somebody typed may be that of a record: without accents, in any order, second names left out or not.</summary>
internal static class PersonName
{
    private static readonly Dictionary<char, string> Plain = new()
    {
        ['ł'] = "l",
        ['ø'] = "o",
        ['đ'] = "d",
        ['ð'] = "d",
        ['ħ'] = "h",
        ['ı'] = "i",
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['þ'] = "th",
    };

    public static bool Fits(string typed, string recorded)
    {
        var (given, known) = (Words(typed), Words(recorded));
        return given.Count >= Math.Min(2, known.Count) && given.IsSubsetOf(known);
    }

    private static HashSet<string> Words(string name)
    {
        var plain = new StringBuilder();
        foreach (var symbol in name.Replace("\uFFFE", "", StringComparison.Ordinal).Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(symbol))
            {
                plain.Append(Plain.TryGetValue(symbol, out var letter) ? letter : symbol);
            }
            else if (symbol is not ('\'' or '\u2019' or '.') && char.GetUnicodeCategory(symbol) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                plain.Append(' ');
            }
        }

        return [.. plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
