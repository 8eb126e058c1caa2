using System.Globalization;

namespace Academy.Pages;

/// <summary>Days and moments as people read them, in Europe/London.</summary>
public static class Dates
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>14 May 2025</summary>
    public static string ToWords(this DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>2:35pm on 22 November 2026</summary>
    public static string ToWords(this DateTimeOffset moment)
    {
        var there = TimeZoneInfo.ConvertTime(moment, London);
        return string.Create(CultureInfo.CurrentCulture, $"{there.ToTime()} on {there:d MMMM yyyy}");
    }

    /// <summary>2026-11-22 14:35, as a spreadsheet knows it for a moment; in Europe/London.</summary>
    public static string ToSheet(this DateTimeOffset moment)
        => TimeZoneInfo.ConvertTime(moment, London).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>2:35pm</summary>
    public static string ToTime(this DateTimeOffset moment)
        => TimeZoneInfo.ConvertTime(moment, London).ToString("h:mmtt", CultureInfo.InvariantCulture).ToLowerInvariant();
}
