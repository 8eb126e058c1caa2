using System.Globalization;
using System.Text;
using Academy.AscWds;
using Academy.Learner.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Learner.Features;

/// <summary>The problems of an import as a list to work through in a spreadsheet.</summary>
internal static class GetImportProblems
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/imports/{id:guid}/problems.csv", Handle).RequireScope("learner.imports");

    private static async Task<FileContentHttpResult> Handle(Guid id, LearnerDb db, Caller caller, CancellationToken cancellationToken)
    {
        var report = await GetImport.Find(id, db, caller, cancellationToken);
        var csv = new StringBuilder("Row,Column,Code,Kind,What to fix\r\n");
        foreach (var problem in report.ReadProblems())
        {
            csv.AppendJoin(',', Cells(problem)).Append("\r\n");
        }

        // The byte order mark tells Excel that this is UTF-8.
        return TypedResults.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())], "text/csv; charset=utf-8", $"problems-{id}.csv");
    }

    private static IEnumerable<string> Cells(RowProblem problem) =>
    [
        problem.Row.ToString(CultureInfo.InvariantCulture),
        Cell(problem.Column),
        problem.Code.ToString(CultureInfo.InvariantCulture),
        problem.Severity == Severity.Warning ? "warning" : "error",
        Cell(problem.Message),
    ];

    /// <summary>Quoted, and with an apostrophe in front of what a spreadsheet would take for a formula.</summary>
    internal static string Cell(string text) => CsvText.InQuotes(CsvText.Inert(text));
}
