using System.Globalization;

namespace Academy.AscWds;

/// <summary>
/// Writes a training file of 12 columns as bulk upload takes it, and as <see cref="TrainingFile"/> reads it. A spreadsheet takes no text of it for a formula.
/// </summary>
public static class TrainingFileOut
{
    private const int LongestTitle = 120;
    private const int LongestNotes = 1_000;
    private const string Header = "LOCALESTID,UNIQUEWORKERID,CATEGORY,TRAININGNAME,ACCREDITED,WHODELIVERED,PROVIDERNAME,HOWDELIVERED,VALIDITY,DATECOMPLETED,EXPIRYDATE,NOTES";

    public static async Task WriteHeader(TextWriter file) => await file.WriteAsync($"{Header}\r\n");

    public static async Task Write(TextWriter file, TrainingRow row) => await file.WriteAsync($"{string.Join(',', Values(row).Select(CsvText.Cell))}\r\n");

    private static IEnumerable<string> Values(TrainingRow row) =>
    [
        row.LocalEstablishmentId,
        row.UniqueWorkerId,
        Number(row.Category.Code),
        Text(row.Title, LongestTitle),
        Number((int?)row.Accredited),
        Number((int?)row.WhoDelivered),
        Number(row.ProviderCode),
        Number((int?)row.HowDelivered),
        row.DoesNotExpire ? "none" : Number(row.ValidityMonths),
        Day(row.CompletedOn),
        row.ExpiresOn is { } until ? Day(until) : "",
        Text(row.Notes, LongestNotes),
    ];

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>On one line, no longer than the column may be, and never beginning as a formula does.</summary>
    private static string Text(string? text, int longest)
    {
        var safe = CsvText.Inert(CsvText.OnOneLine(text));
        var end = Math.Min(longest, safe.Length);
        return safe[..(end < safe.Length && char.IsHighSurrogate(safe[end - 1]) ? end - 1 : end)];
    }
}
