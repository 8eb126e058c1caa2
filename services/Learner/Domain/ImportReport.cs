using System.Text.Json;
using Academy.AscWds;

namespace Academy.Learner.Domain;

/// <summary>What became of a file: counts and problems by row. Neither the file nor anything of a person is in it.</summary>
internal sealed class ImportReport
{
    private readonly List<RowProblem> _found = [];

    private ImportReport()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>The employer the file was for; none for a workplace file of the Academy that names several.</summary>
    public Guid? EmployerId { get; private set; }

    public BulkUploadKind File { get; private set; }

    public string? FileName { get; private set; }

    public int Rows { get; private set; }

    public int Created { get; private set; }

    public int Changed { get; private set; }

    public int Unchanged { get; private set; }

    public string Problems { get; private set; } = "[]";

    public DateTimeOffset At { get; private set; }

    public static ImportReport Of(Guid? employerId, BulkUploadKind file, string? fileName, DateTimeOffset now)
        => new() { Id = Guid.CreateVersion7(), EmployerId = employerId, File = file, FileName = fileName, At = now };

    public void CountRow() => Rows++;

    public void Add(IEnumerable<RowProblem> problems) => _found.AddRange(problems);

    public void Error(int row, string column, int code, string message)
        => _found.Add(new(row, column, code, Severity.Error, message));

    public void Warn(int row, string column, int code, string message)
        => _found.Add(new(row, column, code, Severity.Warning, message));

    public void Count(Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Created:
                Created++;
                break;
            case Outcome.Changed:
                Changed++;
                break;
            case Outcome.Unchanged:
                Unchanged++;
                break;
        }
    }

    /// <summary>Nothing is added after this.</summary>
    public void Close() => Problems = JsonSerializer.Serialize(_found.OrderBy(problem => problem.Row));

    public IReadOnlyList<RowProblem> ReadProblems() => JsonSerializer.Deserialize<List<RowProblem>>(Problems)!;
}

/// <summary>What a row of a file did.</summary>
internal enum Outcome
{
    Refused,
    Created,
    Changed,
    Unchanged,
}
