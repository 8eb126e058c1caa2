using System.Globalization;
using Academy.Testing;

namespace Academy.EndToEnd.Tests.Access;

/// <summary>A line of the access table: a route, and the status each caller gets.</summary>
internal sealed record Line(string Method, string Route, IReadOnlyDictionary<string, int> Expected)
{
    /// <summary>In the place of a method: a page, asked for as a browser does. It knows people by a cookie, and nobody by a token.</summary>
    public const string Page = "PAGE";

    public string Key => $"{Method} {Route}";

    /// <summary>The service behind it, by its name in addresses.</summary>
    public string Service => Route.Split('/') is ["", "api" or "openapi", var service, ..] ? service : "identity";

    public bool TakesAnId => Route.Contains('{', StringComparison.Ordinal);

    public override string ToString() => Key;
}

/// <summary>The file access.csv.</summary>
internal static class AccessTable
{
    public static IReadOnlyList<Line> Read()
    {
        var rows = File.ReadAllLines(Repository.File("tests", "EndToEnd.Tests", "Access", "access.csv"))
            .Where(row => row.Trim().Length > 0 && !row.StartsWith('#'))
            .Select(row => row.Split(',', StringSplitOptions.TrimEntries)).ToList();
        var callers = rows[0][2..];
        return [.. rows.Skip(1).Select(row => new Line(
            row[0],
            row[1],
            callers.Zip(row[2..], (caller, status) => (caller, Status: int.Parse(status, CultureInfo.InvariantCulture))).ToDictionary(cell => cell.caller, cell => cell.Status)))];
    }
}
