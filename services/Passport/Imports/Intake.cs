using System.Text.Json;
using Academy.Passport.Data;
using Academy.Passport.Domain;

namespace Academy.Passport.Imports;

/// <summary>Takes one chunk of a file's rows into passports: the same for every kind of file, whatever a row says.</summary>
internal abstract class Intake(PassportDb db, Guid importId, DateTimeOffset now)
{
    private readonly List<ImportFinding> _findings = [];

    public IReadOnlyList<ImportFinding> Findings => _findings;

    public ImportCounts Counts => new(Created, Changed, Unchanged);

    protected PassportDb Db => db;

    protected DateTimeOffset Now => now;

    protected PassportBatch Passports { get; } = new(db, now);

    protected int Created { get; set; }

    protected int Changed { get; set; }

    protected int Unchanged { get; set; }

    public static Intake Of(PassportDb db, Import import, DateTimeOffset now) => import.Kind switch
    {
        ImportKind.Training => new TrainingIntake(db, import, now),
        _ => new CompletionIntake(db, import.TrainingProviderId!.Value, import.By, import.Id, now),
    };

    public abstract Task Take(IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken);

    protected void Error(int row, string column, int code, string message) => _findings.Add(ImportFinding.Of(importId, row, column, code, isError: true, message));

    protected void Warn(int row, string column, int code, string message) => _findings.Add(ImportFinding.Of(importId, row, column, code, isError: false, message));
}

/// <typeparam name="T">What is needed of a row.</typeparam>
internal abstract class Intake<T>(PassportDb db, Guid importId, DateTimeOffset now) : Intake(db, importId, now)
{
    public override Task Take(IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
        => Record([.. rows.Select(row => (row.Row, JsonSerializer.Deserialize<T>(row.Value, PassportDocument.Json)!))], cancellationToken);

    /// <summary>In the transaction that is open; the caller saves.</summary>
    public async Task Record(IReadOnlyList<(int Row, T Value)> rows, CancellationToken cancellationToken)
    {
        await Take(rows, cancellationToken);
        await Passports.Write(cancellationToken);
    }

    protected abstract Task Take(IReadOnlyList<(int Row, T Value)> rows, CancellationToken cancellationToken);
}
