using System.Security.Cryptography;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Messages;

/// <summary>
/// Sends what waits, in the background. A message is claimed before it is sent, so that several instances do not send it at
/// once; a claim ends by itself, so that a crash loses none. What was sent is marked and no longer says anything.
/// </summary>
internal sealed class MessageSender(IServiceScopeFactory scopes, INotifier notifier, TimeProvider time, ILogger<MessageSender> logger)
    : BackgroundService
{
    private const int BatchSize = 20;
    private const int MostTries = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await SendDue(stoppingToken) < BatchSize)
                {
                    await Task.Delay(Pause, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The sender outlives every failure of the database.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.LogWarning("Messages wait: {Failure}", failure.GetType().Name);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Sends what is due, a batch at most, and says how many it took up.</summary>
    internal async Task<int> SendDue(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var post = scope.ServiceProvider.GetRequiredService<Post>();
        var claimed = await Claim(db, cancellationToken);
        foreach (var message in claimed)
        {
            await Send(db, post, message, cancellationToken);
        }

        return claimed.Count;
    }

    /// <summary>The claim is also the wait before the next try: 2, 4, 8 … minutes, an hour at most.</summary>
    private Task<List<Message>> Claim(IdentityDb db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return db.Messages.FromSql(
            $"""
            UPDATE messages SET tries = tries + 1, next_try_at = {now} + least(power(2, tries + 1), 60) * interval '1 minute'
            WHERE id IN (
                SELECT id FROM messages WHERE sent_at IS NULL AND given_up_at IS NULL AND next_try_at <= {now}
                ORDER BY next_try_at LIMIT {BatchSize} FOR UPDATE SKIP LOCKED)
            RETURNING *
            """).AsNoTracking().ToListAsync(cancellationToken);
    }

    private async Task Send(IdentityDb db, Post post, Message message, CancellationToken cancellationToken)
    {
        var row = db.Messages.Where(m => m.Id == message.Id);
        try
        {
            await notifier.Send(message.Id, post.Open(message), cancellationToken);
        }
        catch (CryptographicException)
        {
            logger.LogError("Message {Id} cannot be opened with the keys there are and is given up", message.Id);
            await row.ExecuteUpdateAsync(m => m.SetProperty(x => x.GivenUpAt, time.GetUtcNow()).SetProperty(x => x.Body, (string?)null), cancellationToken);
            return;
        }
#pragma warning disable CA1031 // Whatever kept this message back must not keep the others.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // The failure's own words may hold the address.
            logger.LogWarning("Message {Id} for {Purpose} could not be sent ({Failure}), try {Try}", message.Id, message.Purpose, failure.GetType().Name, message.Tries);
            if (message.Tries >= MostTries)
            {
                await row.ExecuteUpdateAsync(m => m.SetProperty(x => x.GivenUpAt, time.GetUtcNow()).SetProperty(x => x.Body, (string?)null), cancellationToken);
            }

            return;
        }

        // Not to be cancelled: it has been sent.
        await row.ExecuteUpdateAsync(
            m => m.SetProperty(x => x.SentAt, time.GetUtcNow()).SetProperty(x => x.Body, x => notifier.KeepsBodies ? x.Body : null),
            CancellationToken.None);
    }
}
