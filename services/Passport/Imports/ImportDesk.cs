using System.Text.Json;
using Academy.AscWds;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.Passport.Features;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Imports;

/// <summary>
/// Files of training, whoever sends them: the rows are stored as they are read, then taken into the passports a chunk a transaction.
/// A short file is taken at once, with the request; of a longer one the sender asks how far it has come.
/// </summary>
internal sealed class ImportDesk(PassportDb db, TimeProvider time)
{
    public const int MostRows = 50_000;
    public const int MostBytes = 10_000_000;

    /// <summary>A file of no more rows is taken with its request.</summary>
    public const int MostAtOnce = 5_000;

    private const int ChunkSize = 2_000;

    /// <summary>Reads the file to its end, stores its rows and, of a short file, takes them. Runs in the transaction of the request.</summary>
    public async Task Store<TRow, T>(Import import, IEnumerable<ParsedRow<TRow>> rows, Func<TRow, (string Person, T Value)> keep, CancellationToken cancellationToken)
        where TRow : class
    {
        db.Add(import);
        foreach (var chunk in rows.Chunk(ChunkSize))
        {
            var read = chunk.Count(row => !row.IsRefusal);
            import.Read(read, read - chunk.Count(row => row.Value is not null));
            if (import.Rows > MostRows)
            {
                throw new RuleBroken($"The file has more than {MostRows} rows. Split it, keep the header in each part, and send the parts one after another.", "too-many-rows");
            }

            await db.Copy(chunk.Where(row => row.Value is not null).Select(row => Row(row.Row, keep(row.Value!))), cancellationToken);
            await db.Copy(
                chunk.SelectMany(row => row.Problems).Select(p => ImportFinding.Of(import.Id, p.Row, p.Column, p.Code, p.Severity != Severity.Warning, p.Message)),
                cancellationToken);
        }

        while (import.Rows <= MostAtOnce && !import.IsFinished)
        {
            await TakeChunk(import, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);

        ImportRow Row(int row, (string Person, T Value) kept) => new(import.Id, kept.Person, row, JsonSerializer.Serialize(kept.Value, PassportDocument.Json));
    }

    /// <summary>Takes the next rows of a file in the transaction that is open; after the last of them it is finished.</summary>
    public async Task TakeChunk(Import import, CancellationToken cancellationToken)
    {
        var rows = await db.ImportRows.FromSql(
            $"""
            SELECT * FROM import_rows WHERE import_id = {import.Id} AND (person, row) > ({import.LastPerson}, {import.LastRow})
            ORDER BY person, row LIMIT {ChunkSize}
            """).AsNoTracking().ToListAsync(cancellationToken);
        if (rows.Count > 0)
        {
            var intake = Intake.Of(db, import, time.GetUtcNow());
            await intake.Take(rows, cancellationToken);
            await db.Copy(intake.Findings, cancellationToken);
            import.Advance(rows, intake.Counts);
        }

        if (rows.Count < ChunkSize)
        {
            await Finish(import, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);

        // The next chunk reads the entries of its people anew.
        db.ChangeTracker.Entries<Entry>().ToList().ForEach(entry => entry.State = EntityState.Detached);
    }

    private async Task Finish(Import import, CancellationToken cancellationToken)
    {
        var findings = await db.ImportFindings.AsNoTracking().Where(f => f.ImportId == import.Id).OrderBy(f => f.Row).ThenBy(f => f.Id).ToListAsync(cancellationToken);
        import.Finish(JsonSerializer.Serialize(ImportResponse.Of(import, ImportState.Finished, findings), PassportDocument.Json));
        await db.ImportRows.Where(row => row.ImportId == import.Id).ExecuteDeleteAsync(cancellationToken);
        await db.ImportFindings.Where(finding => finding.ImportId == import.Id).ExecuteDeleteAsync(cancellationToken);
    }
}
