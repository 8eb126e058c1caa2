using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.Passport.Webhooks;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>The last 50 events for a webhook, the newest first.</summary>
public sealed record ListDeliveriesResponse(IReadOnlyList<Delivery> Deliveries);

/// <summary>What became of one event. It does not tell whom it was about.</summary>
/// <param name="Attempts">How often it was sent since it was last asked for.</param>
/// <param name="NextAttemptAt">When it is sent again, where it was not taken.</param>
/// <param name="Status">The HTTP status of the last answer.</param>
/// <param name="Answer">The first kilobyte of the last answer.</param>
/// <param name="Problem">Why there was no answer.</param>
public sealed record Delivery(
    long DeliveryId, Guid EventId, string EventType, DateTimeOffset OccurredAt, DeliveryState State, int Attempts,
    DateTimeOffset? TriedAt, DateTimeOffset? NextAttemptAt, int? Status, string? Answer, string? Problem);

/// <param name="Since">Events that happened then or later.</param>
public sealed record ReplayDeliveriesRequest(DateTimeOffset Since);

/// <param name="Replayed">How many events are sent again.</param>
public sealed record ReplayDeliveriesResponse(int Replayed);

internal static class ListDeliveries
{
    private const int Shown = 50;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/webhooks/{webhookId:guid}/deliveries", List).RequireScope("webhooks.write");
        app.MapPost("/webhooks/{webhookId:guid}/ping", Ping).RequireScope("webhooks.write").Idempotent();
        app.MapPost("/webhook-deliveries/{deliveryId:long}/replay", ReplayOne).RequireScope("webhooks.write").Idempotent();
        app.MapPost("/webhooks/{webhookId:guid}/replay", ReplayFailed).RequireScope("webhooks.write").Idempotent();
    }

    private static async Task<Ok<ListDeliveriesResponse>> List(Guid webhookId, Caller caller, PassportDb db, CancellationToken cancellationToken)
    {
        var webhook = await db.OwnWebhook(webhookId, caller, cancellationToken);
        var deliveries = await db.WebhookDeliveries.AsNoTracking().Where(d => d.WebhookId == webhook.Id)
            .OrderByDescending(d => d.Id).Take(Shown).ToListAsync(cancellationToken);
        return TypedResults.Ok(new ListDeliveriesResponse(deliveries.ConvertAll(Show)));
    }

    /// <summary>Sends an event about nothing, to try the address.</summary>
    private static async Task<Accepted<Delivery>> Ping(Guid webhookId, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var webhook = await db.OwnWebhook(webhookId, caller, cancellationToken);
        var ping = WebhookDelivery.OfPing(webhook.Id, WebhookEvents.Ping, time.GetUtcNow());
        db.Add(ping);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted((string?)null, Show(ping));
    }

    /// <summary>Sends one event again, whatever became of it; whether it may still be told is decided anew.</summary>
    private static async Task<Accepted<Delivery>> ReplayOne(
        long deliveryId, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var organisation = caller.Hearer().Id;
        var delivery = await db.WebhookDeliveries.SingleOrDefaultAsync(
            d => d.Id == deliveryId && db.Webhooks.Any(w => w.Id == d.WebhookId && w.OrganisationId == organisation), cancellationToken) ?? throw new NotThere();
        delivery.Replay(time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted((string?)null, Show(delivery));
    }

    /// <summary>Sends again at once what was not taken: what was given up, and what waits for its next attempt.</summary>
    private static async Task<Accepted<ReplayDeliveriesResponse>> ReplayFailed(
        Guid webhookId, ReplayDeliveriesRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var webhook = await db.OwnWebhook(webhookId, caller, cancellationToken);
        var (now, since) = (time.GetUtcNow(), request.Since.ToUniversalTime());
        var replayed = await db.WebhookDeliveries
            .Where(d => d.WebhookId == webhook.Id && d.OccurredAt >= since && (d.State == DeliveryState.GivenUp || (d.State == DeliveryState.Waiting && d.TriedAt != null)))
            .ExecuteUpdateAsync(
                d => d.SetProperty(d => d.State, DeliveryState.Waiting).SetProperty(d => d.Attempts, 0).SetProperty(d => d.NextAttemptAt, now), cancellationToken);
        return TypedResults.Accepted((string?)null, new ReplayDeliveriesResponse(replayed));
    }

    private static Delivery Show(WebhookDelivery d) => new(
        d.Id, d.EventId, d.EventType, d.OccurredAt, d.State, d.Attempts, d.TriedAt, d.State == DeliveryState.Waiting ? d.NextAttemptAt : null, d.Status, d.Answer, d.Problem);
}
