using System.Globalization;
using System.Text;
using Academy.AscWds;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;

namespace Academy.Portal.Pages.Trainer.Upload;

/// <summary>A row of the file: whom it is about, as typed.</summary>
/// <param name="Row">As a spreadsheet counts them.</param>
/// <param name="Born">As typed; a day where it can be read.</param>
internal sealed record ClassRow(int Row, string Number, string? Name, string Born, DateOnly? DateOfBirth);

/// <summary>Why a file is not taken at all.</summary>
internal enum ClassFileFault
{
    NoText,
    NoHeading,
    NoRows,
    TooManyRows,
}

/// <summary>
/// The file of the template: passport number, date of birth and name, one person in a row, in any order of columns. Of a number that is
/// digits alone a spreadsheet drops the zeros at the front; they are put back.
/// </summary>
internal static class ClassFile
{
    public const int MostRows = 5_000;
    public const int LongestFile = 1024 * 1024;

    private const int LengthOfNumber = 9;

    public static (IReadOnlyList<ClassRow> Rows, ClassFileFault? Fault) Read(byte[] file)
    {
        if (Sheet.Text(file) is not { } text)
        {
            return ([], ClassFileFault.NoText);
        }

        var lines = Sheet.Lines(text).ToList();
        if (lines is not [var (firstRow, firstLine), ..] || firstRow != 1 || Columns(Sheet.Split(firstLine)) is not { } columns)
        {
            return ([], lines.Count == 0 ? ClassFileFault.NoRows : ClassFileFault.NoHeading);
        }

        return lines.Count switch
        {
            1 => ([], ClassFileFault.NoRows),
            > MostRows + 1 => ([], ClassFileFault.TooManyRows),
            _ => ([.. lines.Skip(1).Select(line => Of(line.Row, Sheet.Split(line.Line), columns))], null),
        };
    }

    /// <summary>The file as the Passport service takes it, each row where it was, so that the numbers of the rows are those of the file that was sent.</summary>
    public static string ForService(IReadOnlyList<ClassRow> rows, Guid course, Guid trainer, DateOnly on)
    {
        var csv = new StringBuilder("ACADEMYNUMBER,DATEOFBIRTH,COURSE,TRAINER,COMPLETEDON\n");
        var line = 2;
        foreach (var row in rows)
        {
            csv.Append('\n', row.Row - line);
            csv.Append(CultureInfo.InvariantCulture, $"{CsvText.InQuotes(row.Number)},{CsvText.InQuotes(row.DateOfBirth?.ToString("O", CultureInfo.InvariantCulture) ?? row.Born)},{course},{trainer},{on:O}\n");
            line = row.Row + 1;
        }

        return csv.ToString();
    }

    public static ClassPerson ToPerson(ClassRow row) => new(row.Number, row.Name, row.DateOfBirth, Result: null);

    private static ClassRow Of(int row, List<string> values, (int Number, int Born, int? Name) columns)
    {
        var (number, born, name) = (Value(columns.Number), Value(columns.Born), columns.Name is { } at ? Value(at) : "");
        return new(row, WithZeros(number), name.Length == 0 ? null : name, born, Sheet.TryDay(born, out var day) ? day : null);

        string Value(int column) => Sheet.Clean(column < values.Count ? values[column] : "", Classes.ClassList.LongestName);
    }

    private static string WithZeros(string number)
        => number.Length is > 0 and < LengthOfNumber && number.All(char.IsAsciiDigit) && Codes.TryRead(number.PadLeft(LengthOfNumber, '0'), out var code) ? code : number;

    private static (int Number, int Born, int? Name)? Columns(List<string> headings)
    {
        int? At(params string[] words) => headings.FindIndex(heading => words.Any(word => heading.Contains(word, StringComparison.OrdinalIgnoreCase))) is >= 0 and var at ? at : null;
        return (At("number"), At("birth", "born"), At("name")) is ({ } number, { } born, var name) ? (number, born, name) : null;
    }
}
