using Academy.Passport.Data;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.EvidenceFiles;

/// <summary>
/// Removes the files nobody is the owner of any more: those of erased persons, and those that were attached to nothing within a day. First the
/// owner goes, then the file, then the row: wherever it is cut off, the next hour goes on.
/// </summary>
internal sealed class EvidenceSweeper(IServiceScopeFactory scopes, SealedEvidence store, TimeProvider time, ILogger<EvidenceSweeper> logger) : BackgroundService
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Unattached = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await hourly.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Sweep(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogWarning("Removing evidence waits for the next hour: {Failure}", failure.Message);
            }
        }
    }

    internal async Task Sweep(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PassportDb>();
        var until = time.GetUtcNow() - Unattached;
        await db.Evidence.Where(e => e.AttachedAt == null && e.SentAt < until)
            .ExecuteUpdateAsync(e => e.SetProperty(e => e.LearnerId, (Guid?)null), cancellationToken);
        List<Guid> gone;
        do
        {
            gone = await db.Evidence.Where(e => e.LearnerId == null).OrderBy(e => e.Id).Select(e => e.Id).Take(AtOnce).ToListAsync(cancellationToken);
            foreach (var id in gone)
            {
                await store.Delete(id, cancellationToken);
            }

            await db.Evidence.Where(e => gone.Contains(e.Id)).ExecuteDeleteAsync(cancellationToken);
        }
        while (gone.Count == AtOnce);
    }
}
