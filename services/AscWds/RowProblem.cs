namespace Academy.AscWds;

/// <summary>What a problem means for the row, or for the whole file.</summary>
public enum Severity
{
    /// <summary>The row is taken; something in it was left out or is worth a look.</summary>
    Warning,

    /// <summary>The row is not taken; the other rows are.</summary>
    Error,

    /// <summary>Nothing from here on can be read.</summary>
    Refusal,
}

/// <summary>
/// One thing to put right, in a sentence that says how. It never holds personal data: of the values in a row only short
/// numeric codes are repeated. The codes are listed in README.md.
/// </summary>
/// <param name="Row">As a spreadsheet counts: the header is row 1, blank rows count.</param>
/// <param name="Column">The name in the header; empty when the whole row or file is meant.</param>
public sealed record RowProblem(int Row, string Column, int Code, Severity Severity, string Message);

/// <summary>One row of a file: a value, or the errors that kept it from being one; warnings with either.</summary>
public sealed record ParsedRow<T>(int Row, T? Value, IReadOnlyList<RowProblem> Problems)
    where T : class
{
    public bool IsRefusal => Problems.Any(problem => problem.Severity == Severity.Refusal);
}
