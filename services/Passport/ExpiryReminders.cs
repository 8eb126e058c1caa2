using Academy.Contracts.Passport;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport;

/// <summary>
/// Tells of entries that expire soon, and of delegations that end. What was told is a row of its own, written with what is said, so however often it runs, is cut off or runs
/// in several instances, each is told once. Distances that were missed are not made up for: the nearest says it all.
/// </summary>
internal sealed class ExpiryReminders(
    IServiceScopeFactory scopes, TimeProvider time, IConfiguration configuration, ILogger<ExpiryReminders> logger) : BackgroundService
{
    private const int ChunkSize = 500;
    private readonly TimeSpan _pause = configuration.GetValue("Reminders:Pause", TimeSpan.FromHours(1));

    /// <summary>Tells all that is to be told today, of entries and of delegations, a chunk a transaction; how many it told.</summary>
    internal async Task<int> Tell(CancellationToken cancellationToken)
        => await InChunks(db => TellOfEntries(db, cancellationToken), cancellationToken)
            + await InChunks(db => DelegationReminders.Tell(db, ChunkSize, time, cancellationToken), cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(_pause);
        do
        {
            try
            {
                await Tell(stoppingToken);
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

    private async Task<int> InChunks(Func<PassportDb, Task<int>> tell, CancellationToken cancellationToken)
    {
        var (told, count) = (0, ChunkSize);
        while (count == ChunkSize)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PassportDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            count = await tell(db);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            told += count;
        }

        return told;
    }

    private async Task<int> TellOfEntries(PassportDb db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await Due(db, time.Today(), now, cancellationToken);
        var ids = due.ConvertAll(reminder => reminder.EntryId);
        var entries = await db.Entries.Where(e => ids.Contains(e.Id)).Join(db.Passports, e => e.LearnerId, p => p.LearnerId, (e, p) => new { e.Id, e.Title, p.Version })
            .ToDictionaryAsync(e => e.Id, cancellationToken);
        foreach (var reminder in due)
        {
            var entry = entries[reminder.EntryId];
            db.Say(new EntryExpiresSoon(reminder.LearnerId, entry.Version, entry.Id, entry.Title, reminder.ValidUntil, reminder.Days, now));
        }

        return due.Count;
    }

    /// <summary>
    /// Entries that somebody vouches for, that count still, and that nothing completed later in their subject renews. What another instance is
    /// just telling is waited for, and then told already.
    /// </summary>
    private static Task<List<ExpiryReminder>> Due(PassportDb db, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = today.AddDays(ExpiryReminder.Distances[^1]);
        return db.ExpiryReminders.FromSql(
            $"""
            INSERT INTO expiry_reminders (entry_id, valid_until, days, learner_id, said_at)
            SELECT entry.id, entry.valid_until, due.days, entry.learner_id, {now}
            FROM entries AS entry
            CROSS JOIN LATERAL (
                SELECT min(days) AS days FROM unnest({ExpiryReminder.Distances}) AS days WHERE entry.valid_until - {today}::date <= days) AS due
            WHERE entry.valid_until BETWEEN {today} AND {last} AND entry.withdrawn_at IS NULL AND entry.assurance <> 'SelfDeclared'
                AND NOT EXISTS (
                    SELECT FROM expiry_reminders AS said
                    WHERE said.entry_id = entry.id AND said.valid_until = entry.valid_until AND said.days <= due.days)
                AND NOT EXISTS (
                    SELECT FROM entries AS later
                    WHERE later.learner_id = entry.learner_id AND later.training_category_code = entry.training_category_code
                        AND later.completed_on > entry.completed_on AND later.withdrawn_at IS NULL
                        AND later.assurance <> 'SelfDeclared' AND later.care_certificate_version IS NULL)
            ORDER BY entry.id LIMIT {ChunkSize}
            ON CONFLICT DO NOTHING
            RETURNING *
            """).AsNoTracking().ToListAsync(cancellationToken);
    }
}
