using System.Globalization;
using System.Text.RegularExpressions;

namespace Academy.AscWds.Reading;

/// <summary>The used columns of one row, and what was found wrong with them. Other columns cannot be asked for.</summary>
internal sealed partial class Fields(int row, IReadOnlyDictionary<string, int> columns, IReadOnlyList<string> values)
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private readonly List<RowProblem> problems = [];

    public int Row => row;

    public IReadOnlyList<RowProblem> Problems => problems;

    public bool HasErrors => problems.Exists(problem => problem.Severity == Severity.Error);

    public IEnumerable<string> Columns => columns.Keys;

    public string this[string column] => columns.TryGetValue(column, out var index) ? values[index].Trim() : "";

    public void Error(string column, int code, string message) =>
        problems.Add(new(row, column, code, Severity.Error, message));

    public void Warn(string column, int code, string message) =>
        problems.Add(new(row, column, code, Severity.Warning, message));

    /// <summary>An identifier somebody made up: kept as it is, so it must not have been spoilt on the way.</summary>
    public string? Identifier(string column, int code, bool required)
    {
        var value = this[column];
        if (value.Length == 0)
        {
            if (required)
            {
                Error(column, code, $"{column} is empty. Fill it in, with at most 50 characters.");
            }

            return null;
        }

        if (value.Length > 50)
        {
            Error(column, code, $"{column} is longer than 50 characters. Shorten it.");
        }
        else if (PersonalText.IsInsuranceNumber(value))
        {
            Error(column, code, $"{column} holds a national insurance number. Use another reference; these numbers are not kept here.");
        }
        else if (Scientific().IsMatch(value))
        {
            Error(column, code, $"Excel has shortened the number in {column}. Format the column as Text, enter the number again and save.");
        }

        return value;
    }

    /// <summary>Free text without national insurance numbers; too long is an error.</summary>
    public string? Text(string column, int longest, int errorCode, int warningCode)
    {
        var value = this[column];
        if (PersonalText.TryRemoveInsuranceNumbers(ref value))
        {
            Warn(column, warningCode, $"Something like a national insurance number was taken out of {column}. Remove it from the file.");
        }

        if (value.Length > longest)
        {
            Error(column, errorCode, $"{column} is longer than {longest:N0} characters. Shorten it.");
        }

        return value.Length == 0 ? null : value;
    }

    /// <summary>Strictly DD/MM/YYYY, as the data set wants it.</summary>
    public DateOnly? Date(string column, int code)
    {
        var value = this[column];
        if (value.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(value, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date >= Earliest)
        {
            return date;
        }

        Error(column, code, DayMonthYear().IsMatch(value)
            ? $"{column} is not a day of the calendar. Write the day, the month and the year as DD/MM/YYYY, for example 05/03/2026."
            : $"{column} is not written as DD/MM/YYYY. In Excel, format the column with the custom format dd/mm/yyyy before saving, "
                + "for example 05/03/2026.");
        return null;
    }

    /// <summary>A number as it stands; what is not one is nothing.</summary>
    public static int? Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public TEnum? Code<TEnum>(string column)
        where TEnum : struct, Enum =>
        Number(this[column]) is { } number && Enum.IsDefined(typeof(TEnum), number) ? (TEnum)(object)number : null;

    /// <summary>The value for a message, when it is nothing but a short number; a longer one could be about a person.</summary>
    public string Shown(string column) =>
        this[column] is { Length: <= 4 and > 0 } value && value.All(char.IsAsciiDigit) ? $" {value}" : "";

    [GeneratedRegex(@"^[0-9]+([.,][0-9]+)?E\+?[0-9]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scientific();

    [GeneratedRegex("^[0-9]{2}/[0-9]{2}/[0-9]{4}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DayMonthYear();
}
