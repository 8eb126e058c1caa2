namespace Academy.Passport.Domain;

/// <summary>
/// A file that was sent and how far it has come. Its rows are taken in chunks; how far it has come is stored with what was taken, so it goes
/// on after a crash where it stopped. In the end only the report stays: counts and what to put right, and nothing of the rows themselves.
/// </summary>
internal sealed class Import
{
    private Import()
    {
    }

    public Guid Id { get; private set; }

    public ImportKind Kind { get; private set; }

    /// <summary>Whose training file it is.</summary>
    public Guid? EmployerId { get; private set; }

    /// <summary>Whose completions they are.</summary>
    public Guid? TrainingProviderId { get; private set; }

    /// <summary>The client or organisation that sent it.</summary>
    public string By { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public int Rows { get; private set; }

    /// <summary>Of the rows, those that were looked at.</summary>
    public int Done { get; private set; }

    public int Created { get; private set; }

    public int Changed { get; private set; }

    /// <summary>Rows that said what the passports say already.</summary>
    public int Unchanged { get; private set; }

    /// <summary>The last row taken, in the order of people and of their rows.</summary>
    public string LastPerson { get; private set; } = "";

    public int LastRow { get; private set; }

    /// <summary>The answer once every row was taken; empty until then.</summary>
    public string Report { get; private set; } = "";

    public bool IsFinished => Report.Length > 0;

    public static Import OfTraining(Guid employerId, string by, DateTimeOffset now)
        => new() { Id = Guid.CreateVersion7(), Kind = ImportKind.Training, EmployerId = employerId, By = by, At = now };

    public static Import OfCompletions(Guid trainingProviderId, string by, DateTimeOffset now)
        => new() { Id = Guid.CreateVersion7(), Kind = ImportKind.Completions, TrainingProviderId = trainingProviderId, By = by, At = now };

    /// <param name="rows">Rows of the file.</param>
    /// <param name="refused">Those among them that cannot be taken as they are.</param>
    public void Read(int rows, int refused) => (Rows, Done) = (Rows + rows, Done + refused);

    public void Advance(IReadOnlyList<ImportRow> rows, ImportCounts counts)
    {
        (Done, Created, Changed, Unchanged) = (Done + rows.Count, Created + counts.Created, Changed + counts.Changed, Unchanged + counts.Unchanged);
        (LastPerson, LastRow) = rows.Count == 0 ? (LastPerson, LastRow) : (rows[^1].Person, rows[^1].Row);
    }

    public void Finish(string report) => Report = report;
}

internal enum ImportKind
{
    /// <summary>An employer's ASC-WDS training file.</summary>
    Training,

    /// <summary>A training provider's completions.</summary>
    Completions,
}

internal sealed record ImportCounts(int Created, int Changed, int Unchanged);

/// <summary>A row of a file that waits to be taken; it is deleted when the last one was.</summary>
/// <param name="Person">Whom the row is about, as the file says it: rows of one person are taken together, in their order.</param>
/// <param name="Value">What is needed of the row, as JSON.</param>
internal sealed record ImportRow(Guid ImportId, string Person, int Row, string Value);

/// <summary>Something to put right in a row of a file, until it is in the report.</summary>
internal sealed class ImportFinding
{
    public long Id { get; private set; }

    public Guid ImportId { get; private set; }

    public int Row { get; private set; }

    public string Column { get; private set; } = "";

    public int Code { get; private set; }

    public bool IsError { get; private set; }

    /// <summary>It never repeats personal data.</summary>
    public string Message { get; private set; } = "";

    public static ImportFinding Of(Guid importId, int row, string column, int code, bool isError, string message)
        => new() { ImportId = importId, Row = row, Column = column, Code = code, IsError = isError, Message = message };
}
