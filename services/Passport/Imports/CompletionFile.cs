using System.Globalization;
using Academy.AscWds;
using Academy.AscWds.Reading;
using Academy.Passport.Features;
using Academy.ServiceDefaults;

namespace Academy.Passport.Imports;

/// <summary>
/// A training provider's completions as CSV, read as it comes. The columns, in any order: ACADEMYNUMBER or LEARNERID, DATEOFBIRTH, COURSE,
/// TRAINER, COMPLETEDON. Days are written YYYY-MM-DD, or DD/MM/YYYY as a spreadsheet does.
/// </summary>
internal static class CompletionFile
{
    private static readonly string[] Needed = ["DATEOFBIRTH", "COURSE", "TRAINER", "COMPLETEDON"];
    private static readonly string[] Known = [.. Needed, "ACADEMYNUMBER", "LEARNERID"];
    private static readonly string[] Days = ["yyyy-MM-dd", "dd/MM/yyyy"];

    public static IEnumerable<ParsedRow<TaughtCompletion>> Read(Stream stream, DateOnly today)
    {
        var lines = new DecodedLines(stream);
        if (Refusals.NotText(lines.Start()) is { } workbook)
        {
            throw new RuleBroken(workbook.Message, "file-refused");
        }

        var first = lines.Next() ?? "";
        lines.Unread(first);
        var records = new CsvRecords(lines, first.Count(c => c == ';') > first.Count(c => c == ',') ? ';' : ',');
        var columns = Header(records);
        return Rows(records, columns, today);
    }

    private static Dictionary<string, int> Header(CsvRecords records)
    {
        List<string> names = Next(records) == true ? [.. records.Values.Select(name => name.Trim().Trim('\uFEFF').ToUpperInvariant())] : [];
        var missing = Needed.Where(name => !names.Contains(name)).ToList();
        if (missing.Count > 0 || !(names.Contains("ACADEMYNUMBER") || names.Contains("LEARNERID")))
        {
            throw new RuleBroken($"The first row must name the columns: ACADEMYNUMBER or LEARNERID, {string.Join(", ", Needed)}.", "file-refused");
        }

        return Known.Where(names.Contains).ToDictionary(name => name, name => names.IndexOf(name));
    }

    private static IEnumerable<ParsedRow<TaughtCompletion>> Rows(CsvRecords records, Dictionary<string, int> columns, DateOnly today)
    {
        var width = columns.Values.Max() + 1;
        for (var row = 2; Next(records) is { } isThere; row++)
        {
            if (!isThere)
            {
                yield return new(row, null, [Refusals.TooLong(row)]);
                yield break;
            }

            if (records.IsBlank)
            {
                continue;
            }

            if (records.Values.Count < width)
            {
                yield return new(row, null, [Refusals.Width(row, records.Values.Count, width)]);
                continue;
            }

            var fields = new Fields(row, columns, records.Values);
            var value = Parse(fields, today);
            yield return new(row, fields.HasErrors ? null : value, fields.Problems);
        }
    }

    /// <summary>Nothing after the last row; false for one that is longer than a row can be.</summary>
    private static bool? Next(CsvRecords records)
    {
        try
        {
            return records.Read() ? true : null;
        }
        catch (LineTooLongException)
        {
            return false;
        }
    }

    private static TaughtCompletion Parse(Fields fields, DateOnly today)
    {
        string? number = null;
        Guid? learner = Guid.TryParse(fields["LEARNERID"], out var id) ? id : null;
        if (fields["ACADEMYNUMBER"].Length > 0 && !Codes.TryRead(fields["ACADEMYNUMBER"], out number))
        {
            fields.Error("ACADEMYNUMBER", 1300, "ACADEMYNUMBER is not an academy number. Copy it from the learner's passport, for example CPA-7K3M-9QX2.");
        }
        else if (fields["LEARNERID"].Length > 0 && learner is null)
        {
            fields.Error("LEARNERID", 1300, "LEARNERID is not the id of a learner. Give the academy number instead.");
        }
        else if (number is null && learner is null)
        {
            fields.Error("ACADEMYNUMBER", 1300, "ACADEMYNUMBER is empty. Fill in the number the learner shows you.");
        }

        var completedOn = Day(fields, "COMPLETEDON", 1304);
        if (completedOn is { } day && RecordCompletion.WhyNotOn(day, today) is { } why)
        {
            fields.Error("COMPLETEDON", 1304, why);
        }

        return new(number, learner, Day(fields, "DATEOFBIRTH", 1301), Filled(fields, "COURSE", 1302), Filled(fields, "TRAINER", 1303), completedOn ?? default);
    }

    private static string Filled(Fields fields, string column, int code)
    {
        var value = fields[column];
        if (value.Length is 0 or > 500)
        {
            fields.Error(column, code, $"{column} is empty or longer than 500 characters. Fill it in.");
        }

        return value;
    }

    private static DateOnly? Day(Fields fields, string column, int code)
    {
        if (DateOnly.TryParseExact(fields[column], Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        fields.Error(column, code, $"{column} is not a day written as YYYY-MM-DD or DD/MM/YYYY.");
        return null;
    }
}
