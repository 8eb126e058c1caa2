namespace Academy.AscWds;

/// <summary>Text in a CSV file that people open with a spreadsheet: it shows what it is given and computes nothing.</summary>
public static class CsvText
{
    /// <summary>
    /// With an apostrophe in front where a spreadsheet would take it for a formula: those begin with one of four signs, also behind blanks. A tab
    /// or a line end in front is dropped by some programs, and then the sign is the first.
    /// </summary>
    public static string Inert(string text)
        => text.TrimStart() is ['=' or '+' or '-' or '@', ..] || text is ['\t' or '\r' or '\n', ..] ? $"'{text}" : text;

    /// <summary>Blanks and line ends become one blank each.</summary>
    public static string OnOneLine(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>In quotes where it needs them.</summary>
    public static string Cell(string text) => text.AsSpan().IndexOfAny(",;\"\r\n") < 0 ? text : InQuotes(text);

    public static string InQuotes(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
