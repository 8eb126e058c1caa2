using System.Collections.Concurrent;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Webhooks;

/// <summary>
/// Sends what webhooks wait for. Each webhook is served by itself, so one that is slow or away delays no other. Several instances may run: who
/// sends an event holds it for a minute; whoever dies meanwhile leaves it to be sent again, with the same id.
/// </summary>
internal sealed class WebhookSender(IServiceScopeFactory scopes, WebhookHttp http, TimeProvider time, ILogger<WebhookSender> logger) : BackgroundService
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private const int MostAtOnce = 64;

    private readonly ConcurrentDictionary<Guid, bool> _served = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (await pause.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Start(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogWarning("Webhooks wait: {Failure}", failure.Message);
            }
        }
    }

    /// <summary>Begins to serve every webhook that waits for something and is not being served; the tasks end when nothing is due.</summary>
    internal async Task<IReadOnlyList<Task>> Start(CancellationToken cancellationToken)
        => [.. (await Due(cancellationToken)).Take(MostAtOnce - _served.Count).Where(webhook => _served.TryAdd(webhook.Id, true))
            .Select(webhook => Task.Run(() => Serve(webhook, cancellationToken), CancellationToken.None))];

    /// <summary>The next event of a webhook, to be sent within the lease by whoever asks.</summary>
    internal async Task<WebhookDelivery?> Claim(Guid webhookId, PassportDb db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return (await db.WebhookDeliveries.FromSql(
            $"""
            UPDATE webhook_deliveries SET attempts = attempts + 1, tried_at = {now}, next_attempt_at = {now + Lease}
            WHERE id = (
                SELECT id FROM webhook_deliveries WHERE webhook_id = {webhookId} AND state = 'Waiting' AND next_attempt_at <= {now}
                ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING *
            """).ToListAsync(cancellationToken)).SingleOrDefault();
    }

    private async Task<List<Webhook>> Due(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (now, served) = (time.GetUtcNow(), _served.Keys.ToList());
        var db = scope.ServiceProvider.GetRequiredService<PassportDb>();
        return await db.Webhooks.AsNoTracking().Where(webhook => !served.Contains(webhook.Id)
            && db.WebhookDeliveries.Any(d => d.WebhookId == webhook.Id && d.State == DeliveryState.Waiting && d.NextAttemptAt <= now)).ToListAsync(cancellationToken);
    }

    private async Task Serve(Webhook webhook, CancellationToken cancellationToken)
    {
        try
        {
            while (await SendNext(webhook, cancellationToken))
            {
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogWarning("Webhook {Webhook} waits: {Failure}", webhook.Id, failure.Message);
        }
        finally
        {
            _served.TryRemove(webhook.Id, out _);
        }
    }

    private async Task<bool> SendNext(Webhook webhook, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PassportDb>();
        if (await Claim(webhook.Id, db, cancellationToken) is not { } delivery)
        {
            return false;
        }

        if (!await MayHear(db, webhook, delivery, time.Today(), cancellationToken))
        {
            await db.WebhookDeliveries.Where(d => d.Id == delivery.Id).ExecuteDeleteAsync(cancellationToken);
            return true;
        }

        var answer = await http.Send(webhook.Address, delivery, cancellationToken);
        var now = time.GetUtcNow();
        delivery.Tried(answer.Status, answer.Text, answer.Problem, now + RetrySchedule.PauseAfter(delivery.Attempts, Random.Shared.NextDouble()), now);

        // Whoever was erased meanwhile is not there to be written back.
        await db.WebhookDeliveries.Where(d => d.Id == delivery.Id).ExecuteUpdateAsync(
            d => d.SetProperty(d => d.State, delivery.State).SetProperty(d => d.NextAttemptAt, delivery.NextAttemptAt).SetProperty(d => d.TriedAt, delivery.TriedAt)
                .SetProperty(d => d.Status, delivery.Status).SetProperty(d => d.Answer, delivery.Answer).SetProperty(d => d.Problem, delivery.Problem),
            cancellationToken);
        return true;
    }

    /// <summary>Decided when it is sent: a training provider hears of what it recorded, an employer of those who let it see their passport today.</summary>
    private static async Task<bool> MayHear(PassportDb db, Webhook webhook, WebhookDelivery delivery, DateOnly today, CancellationToken cancellationToken)
        => delivery.LearnerId is not { } learner
            || (webhook.Kind == OrganisationKind.TrainingProvider
                ? await Recorded(db, webhook.OrganisationId, learner, delivery, cancellationToken)
                : await db.Employments.AnyAsync(
                    e => e.EmployerId == webhook.OrganisationId && e.LearnerId == learner && e.SharesPassport && e.StartedOn <= today && (e.EndedOn == null || e.EndedOn >= today),
                    cancellationToken));

    private static async Task<bool> Recorded(PassportDb db, Guid provider, Guid learner, WebhookDelivery delivery, CancellationToken cancellationToken)
        => delivery.EventType is WebhookEvents.QualificationRecorded or WebhookEvents.QualificationWithdrawn
            ? (await db.Passports.Where(p => p.LearnerId == learner).Select(p => p.Qualifications).SingleOrDefaultAsync(cancellationToken))?
                .Any(q => q.Id == delivery.EntryId && q.RecordedBy.TrainingProviderId == provider) == true
            : await db.Entries.AnyAsync(e => e.Id == delivery.EntryId && e.TrainingProviderId == provider, cancellationToken);
}
