using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;

namespace Academy.Portal.Pages.Trainer.Classes;

/// <summary>
/// Reads a pasted list or a CSV file of people: one a line, first the academy number, then in any order and if there are any name and
/// birthday. A line it cannot make sense of is kept as it is, to be put right on the page.
/// </summary>
internal static partial class ClassList
{
    public const int LongestNumber = 40;
    public const int LongestName = 100;

    /// <summary>Of a file; a list of 100 people is far below it.</summary>
    public const int LongestFile = 256 * 1024;

    private static readonly string[] DayFormats = ["d M yyyy", "d MMMM yyyy", "d MMM yyyy", "yyyy M d"];
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static IReadOnlyList<ClassPerson> Read(string text)
        => [.. text.Split(['\r', '\n', '\u2028', '\u2029'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where((line, number) => number > 0 || !IsHeading(line)).Select(Person)];

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

    /// <summary>A day as people write it, day first; two-figure years are nobody's birthday.</summary>
    public static bool TryDay(string text, out DateOnly day)
        => DateOnly.TryParseExact(Separators().Replace(text.Trim(), " "), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>What can be printed of a text, as long as it may be.</summary>
    public static string Clean(string? text, int longest)
    {
        var plain = new string([.. (text ?? "").Select(symbol => char.IsControl(symbol) ? ' ' : symbol)]).Trim();
        return plain.Length <= longest ? plain : plain[..(char.IsHighSurrogate(plain[longest - 1]) ? longest - 1 : longest)];
    }

    private static ClassPerson Person(string line)
    {
        var values = Split(line);
        if (values.Count == 1 && Spaced().Match(values[0]) is { Success: true } found && Codes.TryRead(found.Groups["number"].Value, out _))
        {
            values = [found.Groups["number"].Value, .. Rest(found.Groups["rest"].Value)];
        }

        DateOnly? born = null;
        var name = new StringBuilder();
        foreach (var value in values.Skip(1).Where(value => value.Length > 0))
        {
            if (born is null && TryDay(value, out var day))
            {
                born = day;
            }
            else
            {
                name.Append(name.Length > 0 ? " " : "").Append(value);
            }
        }

        var said = Clean(name.ToString(), LongestName);
        return new ClassPerson(Clean(values[0], LongestNumber), said.Length == 0 ? null : said, born, Result: null);
    }

    /// <summary>What follows the number where nothing divides it: a name, a day, or a name and a day.</summary>
    private static string[] Rest(string text)
        => DayAtEnd().Match(text) is { Success: true } found && TryDay(found.Groups["day"].Value, out _)
            ? [text[..found.Index].Trim(), found.Groups["day"].Value]
            : [text.Trim()];

    /// <summary>By tab, semicolon or comma, whichever there is; a value in quotes may have one inside.</summary>
    private static List<string> Split(string line)
    {
        char? divider = line.Contains('\t') ? '\t' : line.Contains(';') ? ';' : line.Contains(',') ? ',' : null;
        if (divider is null)
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

    private static bool IsHeading(string line)
        => !Codes.TryRead(Split(line)[0], out _) && Heading().IsMatch(line);

    [GeneratedRegex(@"^(?<number>(cpa[\s\-]*)?\w{3}[\s\-]?\w{3}[\s\-]?\w{3})(\s+(?<rest>.*))?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spaced();

    [GeneratedRegex(@"(?<day>\d{1,4}[\s./\-]+\w+[\s./\-]+\d{1,4})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DayAtEnd();

    [GeneratedRegex(@"[\s./\-]+", RegexOptions.None, 1000)]
    private static partial Regex Separators();

    [GeneratedRegex(@"\b(number|name|birth|born)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();
}
