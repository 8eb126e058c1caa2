using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Academy.AscWds;

namespace Academy.Portal;

/// <summary>
/// Lists as people keep them in spreadsheets: read whatever the program wrote, and written so that a spreadsheet shows what it is given
/// and computes nothing.
/// </summary>
internal static partial class Sheet
{
    /// <summary>Of a file; a list of 100 people is far below it.</summary>
    public const int LongestFile = 256 * 1024;

    private static readonly string[] DayFormats = ["d M yyyy", "d MMMM yyyy", "d MMM yyyy", "yyyy M d"];
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The text of a file as people send it: UTF-8, or Windows-1252 as Excel writes it; none if it is no text.</summary>
    public static string? Text(byte[] file)
    {
        // A workbook is a zip; and no text has a NUL.
        if (file.AsSpan().StartsWith("PK"u8) || file.AsSpan().Contains((byte)0))
        {
            return null;
        }

        try
        {
            return StrictUtf8.GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(file);
        }
    }

    /// <summary>The lines of a text that say something.</summary>
    public static IEnumerable<(int Row, string Line)> Lines(string text)
        => text.ReplaceLineEndings("\n").Split('\n').Select((line, at) => (at + 1, line.Trim())).Where(line => line.Item2.Trim(' ', ',', ';', '\t', '"').Length > 0);

    /// <summary>A day as people write it, day first; two-figure years are nobody's birthday.</summary>
    public static bool TryDay(string text, out DateOnly day)
        => DateOnly.TryParseExact(Separators().Replace(text.Trim(), " "), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>What can be printed of a text, as long as it may be.</summary>
    public static string Clean(string? text, int longest)
    {
        var plain = new string([.. (text ?? "").Select(symbol => char.IsControl(symbol) ? ' ' : symbol)]).Trim();
        return plain.Length <= longest ? plain : plain[..(char.IsHighSurrogate(plain[longest - 1]) ? longest - 1 : longest)];
    }

    /// <summary>By tab, semicolon or comma, whichever there is; a value in quotes may have one inside.</summary>
    public static List<string> Split(string line)
    {
        if (Divider(line) is not { } divider)
        {
            return [line.Trim('"').Trim()];
        }

        List<string> values = [];
        var (value, isQuoted) = (new StringBuilder(), false);
        foreach (var symbol in line)
        {
            if (symbol == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (symbol == divider && !isQuoted)
            {
                values.Add(value.ToString().Trim());
                value.Clear();
            }
            else
            {
                value.Append(symbol);
            }
        }

        values.Add(value.ToString().Trim());
        return values;
    }

    /// <summary>A file of these rows: UTF-8 with the mark by which a spreadsheet knows it, each value in quotes, and none a formula.</summary>
    public static byte[] File(IEnumerable<IEnumerable<string?>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static char? Divider(string line)
    {
        var (found, isQuoted) = (new HashSet<char>(), false);
        foreach (var symbol in line)
        {
            isQuoted ^= symbol == '"';
            if (!isQuoted)
            {
                found.Add(symbol);
            }
        }

        return found.Contains('\t') ? '\t' : found.Contains(';') ? ';' : found.Contains(',') ? ',' : null;
    }

    private static string Cell(string? value) => CsvText.InQuotes(CsvText.Inert(Clean(value, int.MaxValue)));

    [GeneratedRegex(@"[\s./\-]+", RegexOptions.None, 1000)]
    private static partial Regex Separators();
}
