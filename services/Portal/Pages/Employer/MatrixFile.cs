using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>Who of a team holds what is asked for, as a file: a row for each person, two columns for each training.</summary>
internal static class MatrixFile
{
    public const string Address = "/employer/matrix.csv";

    /// <summary>Of 50 people.</summary>
    private const int MostPages = 200;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Address, Handle).RequireAuthorization(For.Employers);

    public static byte[] Of(IReadOnlyList<MatrixRow> rows, IStringLocalizer<Words> words)
    {
        var subjects = Subjects(rows);
        return Sheet.File(
        [
            [words["Name"].Value, words["Job role"].Value, .. subjects.SelectMany(subject => new[] { subject, words["{0}, last day", subject].Value })],
            .. rows.Select(row => (IEnumerable<string?>)
            [
                row.Name,
                EmployerPage.Role(row.JobRoleCode),
                .. subjects.SelectMany(subject => row.Cells.FirstOrDefault(cell => cell.Name == subject) is { } cell
                    ? new[] { Status(cell, words), cell.Until?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) }
                    : [words["Not needed"].Value, null]),
            ]),
        ]);
    }

    /// <summary>What anybody of these is asked for.</summary>
    public static IReadOnlyList<string> Subjects(IEnumerable<MatrixRow> rows)
        => [.. rows.SelectMany(row => row.Cells).Select(cell => cell.Name).Distinct().Order(StringComparer.Ordinal)];

    private static async Task<IResult> Handle(HttpContext http, TeamClient team, TimeProvider time, IStringLocalizer<Words> words, CancellationToken cancellationToken)
    {
        var (rows, isWhole) = await team.Whole(Who.Of(http.User)!.OrganisationId!.Value, MostPages, cancellationToken);
        if (!isWhole)
        {
            throw new RuleBroken("The team is too large for one file.", "team-too-large");
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.File(Of(rows, words), "text/csv; charset=utf-8", $"matrix-{time.Today():yyyy-MM-dd}.csv");
    }

    private static string Status(MatrixCell cell, IStringLocalizer<Words> words) => cell switch
    {
        { Status: "Met" } => words["Held"],
        { Status: "NotYet" } => words["Needed later"],
        { Status: "Expired" } => words["Expired"],
        _ => words["Missing"],
    };
}
