using System.Globalization;
using Academy.Testing;

namespace Academy.EndToEnd.Tests.Access;

/// <summary>A line of the access table: a route, whose record is asked for, and the status each caller gets.</summary>
/// <param name="Record">Amara's; one that was merged into hers; or one that was erased.</param>
internal sealed record Line(string Method, string Route, string Record, IReadOnlyDictionary<string, int> Expected)
{
    public const string Own = "own";
    public const string Merged = "merged";
    public const string Erased = "erased";

    /// <summary>In the place of a method: a page, asked for as a browser does. It knows people by a cookie, and nobody by a token.</summary>
    public const string Page = "PAGE";

    public string Key => $"{Method} {Route}";

    /// <summary>The service behind it, by its name in addresses.</summary>
    public string Service => Route.Split('/') is ["", "api" or "openapi", var service, ..] ? service : "identity";

    /// <summary>In its path; one in a query only chooses figures.</summary>
    public bool TakesAnId => AccessPlatform.WithoutQuery(Route).Contains('{', StringComparison.Ordinal);

    public override string ToString() => Record == Own ? Key : $"{Key} ({Record})";
}

/// <summary>The file access.csv.</summary>
internal static class AccessTable
{
    public static IReadOnlyList<Line> Read()
    {
        var rows = File.ReadAllLines(Repository.File("tests", "EndToEnd.Tests", "Access", "access.csv"))
            .Where(row => row.Trim().Length > 0 && !row.StartsWith('#'))
            .Select(row => row.Split(',', StringSplitOptions.TrimEntries)).ToList();
        var callers = rows[0][3..];
        return [.. rows.Skip(1).Select(row => new Line(
            row[0],
            row[1],
            row[2],
            callers.Zip(row[3..], (caller, status) => (caller, Status: int.Parse(status, CultureInfo.InvariantCulture))).ToDictionary(cell => cell.caller, cell => cell.Status)))];
    }
}
