using Academy.Passport.Data;
using Academy.Passport.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Imports;

/// <summary>
/// Takes the rows of files that are too long to be taken with their request, a chunk a transaction, the files in turn. Several instances may
/// run: a file is locked while one of them takes a chunk of it.
/// </summary>
internal sealed class ImportRunner(IServiceScopeFactory scopes, TimeProvider time, ILogger<ImportRunner> logger) : BackgroundService
{
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(30);

    private readonly Dictionary<Guid, DateTimeOffset> _resting = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await pause.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await RunChunk(stoppingToken))
                {
                    stoppingToken.ThrowIfCancellationRequested();
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogWarning("Imports wait: {Failure}", failure.Message);
            }
        }
    }

    /// <summary>Takes the next chunk; false when no file waits. A file that failed rests a while, so that it holds up no other.</summary>
    internal async Task<bool> RunChunk(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PassportDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var import = await Next(db, cancellationToken);
        if (import is null)
        {
            return false;
        }

        try
        {
            await scope.ServiceProvider.GetRequiredService<ImportDesk>().TakeChunk(import, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch
        {
            _resting[import.Id] = time.GetUtcNow() + RestAfterFailure;
            throw;
        }
    }

    private async Task<Import?> Next(PassportDb db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var resting = _resting.Where(rest => rest.Value > now).Select(rest => rest.Key).ToArray();
        return await db.Imports
            .FromSql($"SELECT * FROM imports WHERE report = '' AND id <> ALL ({resting}) ORDER BY done, at LIMIT 1 FOR UPDATE SKIP LOCKED")
            .SingleOrDefaultAsync(cancellationToken);
    }
}
