using Academy.Passport.Data;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Credentials;

/// <summary>
/// Signs the kept credentials anew once another key signs: after a key's year, and at once where a key was lost. What they say, their ids and
/// their places in the status lists stay; what was given out before verifies on with the key it was signed with. Which are due stands in their
/// own rows, so work that was cut off goes on where it stopped, and several instances share it.
/// </summary>
internal sealed class CredentialRenewal(
    IServiceScopeFactory scopes, CredentialKeys keys, IConfiguration configuration, ILogger<CredentialRenewal> logger) : BackgroundService
{
    private readonly int _chunkSize = configuration.GetValue("Credentials:RenewedAtOnce", 2_000);
    private readonly TimeSpan _pause = configuration.GetValue("Credentials:RenewEvery", TimeSpan.FromMinutes(1));

    /// <summary>Signs some of those that another key signed, in one transaction. Says how many there were.</summary>
    internal async Task<int> RenewChunk(CancellationToken cancellationToken)
    {
        var ring = await keys.Get(cancellationToken);
        string[] others = [.. ring.Published.Select(key => key.Id).Where(id => id != ring.SigningId)];
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PassportDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var due = await db.Credentials.FromSql(
            $"""
            SELECT * FROM credentials WHERE signed IS NOT NULL AND NOT is_revoked AND (key_id = ANY ({others}) OR key_id IS NULL)
            LIMIT {_chunkSize} FOR UPDATE SKIP LOCKED
            """).AsNoTracking().Select(c => new { c.Number, c.Signed }).ToListAsync(cancellationToken);
        if (due.Count > 0)
        {
            long[] numbers = [.. due.Select(credential => credential.Number)];
            string[] signed = [.. due.Select(credential => ring.SignAnew(credential.Signed!))];
            await db.Database.ExecuteSqlAsync(
                $"""
                UPDATE credentials SET signed = new.signed, key_id = {ring.SigningId} FROM unnest({numbers}, {signed}) AS new (number, signed)
                WHERE credentials.number = new.number
                """,
                cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(_pause);
        while (await pause.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await RenewChunk(stoppingToken) is > 0 and var renewed)
                {
                    logger.LogInformation("{Renewed} credentials were signed anew", renewed);
                }
            }
#pragma warning disable CA1031 // The renewal outlives every failure of the database; the next round takes up what is left.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogWarning("Signing credentials anew waits: {Failure}", failure.Message);
            }
        }
    }
}
