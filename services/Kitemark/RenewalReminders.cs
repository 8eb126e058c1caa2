using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark;

/// <summary>
/// Tells of marks and authorisations that end soon or have lapsed, and of conditions whose day has passed. What was told last stands in the
/// row itself and is saved with what is said, so however often it runs, is cut off or runs in several instances, each is told once.
/// </summary>
internal sealed class RenewalReminders(
    IServiceScopeFactory scopes, TimeProvider time, IConfiguration configuration, ILogger<RenewalReminders> logger) : BackgroundService
{
    internal const int ChunkSize = 100;
    private readonly TimeSpan _pause = configuration.GetValue("Reminders:Pause", TimeSpan.FromHours(1));

    /// <summary>Tells all that is to be told today, a chunk of rows a transaction; how many it told.</summary>
    internal async Task<int> Tell(CancellationToken cancellationToken)
        => await Tell(MarkReminders.Tell, cancellationToken)
            + await Tell(AuthorisationReminders.Tell, cancellationToken)
            + await Tell(ConditionReminders.Tell, cancellationToken);

    /// <summary>Roles that ended so long ago that no conflict of interest follows from them any more are kept no longer.</summary>
    internal async Task Forget(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var longAgo = time.GetUtcNow().AddYears(-HeldRole.YearsKept);
        await scope.ServiceProvider.GetRequiredService<KitemarkDb>().HeldRoles.Where(role => role.EndedAt < longAgo).ExecuteDeleteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(_pause);
        do
        {
            try
            {
                await Tell(stoppingToken);
                await Forget(stoppingToken);
            }
#pragma warning disable CA1031 // The reminders outlive every failure of the database; the next round takes up what is left.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogWarning("Reminders wait: {Failure}", failure.Message);
            }
        }
        while (await pause.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> Tell(TellChunk tellChunk, CancellationToken cancellationToken)
    {
        var (told, after) = (0, (Guid?)Guid.Empty);
        while (after is { } last)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<KitemarkDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            (var count, after) = await tellChunk(db, last, time, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            told += count;
        }

        return told;
    }
}

/// <summary>Tells what is due in the rows after an id. Those that another instance holds are its to tell.</summary>
/// <returns>How many it told, and the last row it looked at; none when there are no more.</returns>
internal delegate Task<(int Told, Guid? Last)> TellChunk(KitemarkDb db, Guid after, TimeProvider time, CancellationToken cancellationToken);
