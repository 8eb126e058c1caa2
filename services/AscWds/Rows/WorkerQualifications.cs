using Academy.AscWds.Codes;
using Academy.AscWds.Reading;

namespace Academy.AscWds;

internal static class WorkerQualifications
{
    private const int LongestNotes = 1000;

    /// <summary>As in ASC-WDS, what is wrong with a qualification does not keep the person out.</summary>
    public static IReadOnlyList<HeldQualification> Of(Fields fields, DateOnly today)
    {
        var held = new List<HeldQualification>();
        foreach (var column in fields.Columns.Where(IsQualification).Where(column => fields[column].Length > 0))
        {
            var (code, yearText) = WorkerCertificates.CodeAndYear(fields[column]);
            if (Fields.Number(code) is not { } number || !Qualifications.TryGet(number, out var qualification))
            {
                fields.Warn(column, 4650, $"{column} was left out: it is not the number of a qualification. Enter the number and the year, for example 130;2021.");
                continue;
            }

            var year = Fields.Number(yearText) is { } given and >= 1900 && given <= today.Year ? given : (int?)null;
            if (year is null)
            {
                fields.Warn(column, 4660, $"{column} has no year it could have been achieved in. Add it, for example {number};{today.Year}.");
            }

            held.Add(new(qualification, year, fields.Text(column + "NOTES", LongestNotes, 4670, 4670)));
        }

        return held;
    }

    private static bool IsQualification(string column) =>
        column.StartsWith("QUALACH", StringComparison.Ordinal) && !column.EndsWith("NOTES", StringComparison.Ordinal);
}
