namespace Academy.Portal.Clients;

internal sealed record WebhookList(IReadOnlyList<Webhook> Webhooks);

/// <summary>An address of an organisation's own system, and what it hears of.</summary>
internal sealed record Webhook(Guid WebhookId, string Address, IReadOnlyList<string> EventTypes, DateTimeOffset CreatedAt, int Waiting, int GivenUp);

internal sealed record DeliveryList(IReadOnlyList<WebhookDelivery> Deliveries);

/// <summary>What became of one event.</summary>
/// <param name="State">Waiting, Delivered or GivenUp.</param>
internal sealed record WebhookDelivery(
    long DeliveryId, Guid EventId, string EventType, DateTimeOffset OccurredAt, string State, int Attempts,
    DateTimeOffset? TriedAt, DateTimeOffset? NextAttemptAt, int? Status, string? Answer, string? Problem);

/// <summary>The webhooks of the organisation whoever is signed in acts for.</summary>
internal sealed class WebhookClient(HttpClient http)
{
    private const string Webhooks = "api/passport/v1/webhooks";

    public Task<WebhookList> All(CancellationToken cancellationToken) => http.Get<WebhookList>(Webhooks, cancellationToken);

    public Task<Webhook> Add(string address, IReadOnlyList<string> eventTypes, string key, CancellationToken cancellationToken)
        => http.PostOnce<Webhook>(Webhooks, new { address, eventTypes }, key, cancellationToken);

    public Task Delete(Guid webhook, CancellationToken cancellationToken) => http.Tell(HttpMethod.Delete, $"{Webhooks}/{webhook}", cancellationToken);

    public Task<DeliveryList> Deliveries(Guid webhook, CancellationToken cancellationToken)
        => http.Get<DeliveryList>($"{Webhooks}/{webhook}/deliveries", cancellationToken);

    public Task<WebhookDelivery> Ping(Guid webhook, string key, CancellationToken cancellationToken)
        => http.PostOnce<WebhookDelivery>($"{Webhooks}/{webhook}/ping", new { }, key, cancellationToken);

    public Task<WebhookDelivery> Replay(long delivery, string key, CancellationToken cancellationToken)
        => http.PostOnce<WebhookDelivery>($"api/passport/v1/webhook-deliveries/{delivery}/replay", new { }, key, cancellationToken);

    /// <summary>Everything that was not taken since then.</summary>
    public Task<object> ReplayFailed(Guid webhook, DateTimeOffset since, string key, CancellationToken cancellationToken)
        => http.PostOnce<object>($"{Webhooks}/{webhook}/replay", new { since }, key, cancellationToken);
}
