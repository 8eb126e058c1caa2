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

    public static IReadOnlyList<ClassPerson> Read(string text)
        => [.. text.Split(['\r', '\n', '\u2028', '\u2029'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where((line, number) => number > 0 || !IsHeading(line)).Select(Person)];

    private static ClassPerson Person(string line)
    {
        var values = Sheet.Split(line);
        if (values.Count == 1 && Spaced().Match(values[0]) is { Success: true } found && Codes.TryRead(found.Groups["number"].Value, out _))
        {
            values = [found.Groups["number"].Value, .. Rest(found.Groups["rest"].Value)];
        }

        DateOnly? born = null;
        var name = new StringBuilder();
        foreach (var value in values.Skip(1).Where(value => value.Length > 0))
        {
            if (born is null && Sheet.TryDay(value, out var day))
            {
                born = day;
            }
            else
            {
                name.Append(name.Length > 0 ? " " : "").Append(value);
            }
        }

        var said = Sheet.Clean(name.ToString(), LongestName);
        return new ClassPerson(Sheet.Clean(values[0], LongestNumber), said.Length == 0 ? null : said, born, Result: null);
    }

    /// <summary>What follows the number where nothing divides it: a name, a day, or a name and a day.</summary>
    private static string[] Rest(string text)
        => DayAtEnd().Match(text) is { Success: true } found && Sheet.TryDay(found.Groups["day"].Value, out _)
            ? [text[..found.Index].Trim(), found.Groups["day"].Value]
            : [text.Trim()];

    private static bool IsHeading(string line)
        => !Codes.TryRead(Sheet.Split(line)[0], out _) && Heading().IsMatch(line);

    [GeneratedRegex(@"^(?<number>(cpa[\s\-]*)?\w{3}[\s\-]?\w{3}[\s\-]?\w{3})(\s+(?<rest>.*))?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spaced();

    [GeneratedRegex(@"(?<day>\d{1,4}[\s./\-]+\w+[\s./\-]+\d{1,4})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DayAtEnd();

    [GeneratedRegex(@"\b(number|name|birth|born)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();
}
