using System.Globalization;
using Academy.Pages.Parts;
using Academy.Portal.Clients;

namespace Academy.Portal.Pages.Employer;

/// <summary>How much of what a team holds ends in each of the next twelve months, this one first.</summary>
internal static class Expiries
{
    public const int Months = 12;

    public static IReadOnlyList<(DateOnly Month, int Count)> ByMonth(IEnumerable<MatrixRow> rows, DateOnly today)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        var ends = rows.SelectMany(row => row.Cells).Where(cell => cell.Status == "Met" && cell.Until >= today)
            .CountBy(cell => new DateOnly(cell.Until!.Value.Year, cell.Until.Value.Month, 1)).ToDictionary();
        return [.. Enumerable.Range(0, Months).Select(ahead => first.AddMonths(ahead)).Select(month => (month, ends.GetValueOrDefault(month)))];
    }

    public static Bar Bar((DateOnly Month, int Count) month)
        => new(month.Month.ToString("MMMM yyyy", CultureInfo.CurrentCulture), month.Count, month.Count.ToString(CultureInfo.InvariantCulture));
}
