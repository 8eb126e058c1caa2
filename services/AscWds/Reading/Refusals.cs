namespace Academy.AscWds.Reading;

/// <summary>The sentences for what is wrong with a file, or with the shape of a row.</summary>
internal static class Refusals
{
    public static RowProblem? NotText(ReadOnlySpan<byte> start) => start switch
    {
        [0x50, 0x4B, 0x03 or 0x05, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] =>
            File(20, "This is an Excel workbook. Save it as CSV (Comma delimited) and send that."),
        [0x25, 0x50, 0x44, 0x46, ..] =>
            File(20, "This is a PDF. Export the bulk-upload file from ASC-WDS as CSV and send that."),
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] =>
            File(20, "This file is saved as Unicode text. Save it as CSV UTF-8 (Comma delimited) and send that."),
        _ => null,
    };

    public static RowProblem Empty() => File(10, "The file is empty. Send the file as ASC-WDS wrote it, with its header row.");

    public static RowProblem NoHeader(int row) => new(row, "", 30, Severity.Refusal,
        "The first row is not the header of a workplace, worker or training file. Put the column names of ASC-WDS in it, "
        + "starting with LOCALESTID, separated by commas.");

    public static RowProblem? Header(Layout layout, IReadOnlyList<string> header, int row)
    {
        foreach (var (index, column) in header.Index().Where(column => !layout.Knows(column.Item)))
        {
            return new(row, "", 40, Severity.Refusal,
                $"{Name(column, index)} is not a column of the {Word(layout.Kind)} file. Remove it, or correct its name.");
        }

        if (layout.Missing(header).FirstOrDefault() is { } missing)
        {
            return new(row, missing, 50, Severity.Refusal,
                $"The column {missing} is missing. Add it to the {Word(layout.Kind)} file; it may be left empty where the rules allow.");
        }

        if (header.Contains("TRAININGNAME") && header.Contains("DESCRIPTION"))
        {
            return new(row, "DESCRIPTION", 60, Severity.Refusal,
                "The file has both TRAININGNAME and DESCRIPTION. Keep one of them, with the name of the training.");
        }

        return header.GroupBy(name => name).FirstOrDefault(names => names.Count() > 1) is { Key: var twice }
            ? new(row, twice, 60, Severity.Refusal, $"The column {twice} is there twice. Remove one of them.")
            : null;
    }

    public static RowProblem TooLong(int row) => new(row, "", 70, Severity.Refusal,
        $"Row {row} is longer than {DecodedLines.LongestLine:N0} characters. Look for a double quote that is not closed, "
        + "here or in the rows before, and send the file again.");

    public static RowProblem OtherKind(BulkUploadKind sent, BulkUploadKind wanted) => File(80,
        $"This is the {Word(sent)} file. Send the {Word(wanted)} file here.");

    public static RowProblem Width(int row, int found, int expected) => new(row, "", 90, Severity.Error,
        $"This row has {found} columns where the header has {expected}. Put double quotes around a value that has the "
        + "separator in it, and look for a double quote that is not closed: it hides the rows after it.");

    private static RowProblem File(int code, string message) => new(1, "", code, Severity.Refusal, message);

    private static string Word(BulkUploadKind kind) => kind.ToString().ToLowerInvariant();

    // A file without a header has somebody's data here: only what looks like a column name is repeated.
    private static string Name(string column, int index) =>
        column.Length is > 1 and <= 30 && column.All(char.IsAsciiLetterUpper) ? column : $"Column {index + 1}";
}
