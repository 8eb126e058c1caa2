using Academy.Passport.Domain;

namespace Academy.Passport.Features;

/// <summary>What became of a file. Rows are numbered as a spreadsheet counts them: the header is row 1.</summary>
/// <param name="Unchanged">Rows that said what the passports say already.</param>
public sealed record ImportResponse(
    Guid ImportId, string File, int Rows, int Created, int Changed, int Unchanged,
    IReadOnlyList<ImportProblem> Errors, IReadOnlyList<ImportProblem> Warnings)
{
    /// <summary>While a file waits, the counts say how far it has come; what to put right is told when it is finished.</summary>
    public ImportState State { get; init; }

    /// <summary>Of the rows, those that were looked at.</summary>
    public int Done { get; init; }

    internal static ImportResponse Of(Import import, ImportState state, IReadOnlyList<ImportFinding> findings) => new(
        import.Id, import.Kind == ImportKind.Training ? "training" : "completions", import.Rows, import.Created, import.Changed, import.Unchanged,
        Problems(findings, areErrors: true), Problems(findings, areErrors: false))
    {
        State = state,
        Done = import.Done,
    };

    private static List<ImportProblem> Problems(IReadOnlyList<ImportFinding> findings, bool areErrors)
        => [.. findings.Where(finding => finding.IsError == areErrors).Select(finding => new ImportProblem(finding.Row, finding.Column, finding.Code, finding.Message))];
}

public enum ImportState
{
    /// <summary>Every row was taken, or says what to put right.</summary>
    Finished,

    /// <summary>It is taken as its turn comes; ask again for how far it has come.</summary>
    Waiting,
}

/// <param name="Message">What to put right before the row is sent again; it never repeats personal data.</param>
public sealed record ImportProblem(int Row, string Column, int Code, string Message);

internal static class ImportAnswer
{
    /// <summary>201 with the report of a file that is finished; 202 of one that waits, with where to ask for the rest.</summary>
    public static IResult To(Import import, string path, HttpResponse response)
    {
        response.Headers.Location = path;
        return import.IsFinished
            ? TypedResults.Text(import.Report, "application/json", statusCode: StatusCodes.Status201Created)
            : TypedResults.Json(ImportResponse.Of(import, ImportState.Waiting, []), statusCode: StatusCodes.Status202Accepted);
    }
}
