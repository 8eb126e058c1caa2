using Academy.ServiceDefaults;

namespace Academy.Passport.Domain;

/// <summary>An address of an organisation that wants to hear what changes in the passports it may see.</summary>
internal sealed class Webhook
{
    public const int MostOfAnOrganisation = 10;

    private Webhook()
    {
    }

    public Guid Id { get; private set; }

    public Guid OrganisationId { get; private set; }

    /// <summary>A training provider hears of what it recorded, an employer of its staff.</summary>
    public OrganisationKind Kind { get; private set; }

    public string Address { get; private set; } = "";

    public IReadOnlyList<string> EventTypes { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public static Webhook Of(Guid organisationId, OrganisationKind kind, string address, IReadOnlyList<string> eventTypes, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        OrganisationId = organisationId,
        Kind = kind,
        Address = address,
        EventTypes = eventTypes,
        CreatedAt = now,
    };
}

/// <summary>One event for one webhook: written with the change it tells of, sent until it is taken or given up, and kept as the log of it.</summary>
internal sealed class WebhookDelivery
{
    private WebhookDelivery()
    {
    }

    public long Id { get; private set; }

    public Guid WebhookId { get; private set; }

    /// <summary>What the receiver knows the event by, however often it is sent.</summary>
    public Guid EventId { get; private set; }

    public string EventType { get; private set; } = "";

    /// <summary>Whom it is about; nobody, where somebody only tries the address.</summary>
    public Guid? LearnerId { get; private set; }

    public Guid? EntryId { get; private set; }

    /// <summary>The facts as JSON: ids, days and words of the rules; neither names nor birthdays.</summary>
    public string Data { get; private set; } = "";

    public DateTimeOffset OccurredAt { get; private set; }

    public DeliveryState State { get; private set; }

    /// <summary>How often it was sent since it was last asked for.</summary>
    public int Attempts { get; private set; }

    public DateTimeOffset NextAttemptAt { get; private set; }

    public DateTimeOffset? TriedAt { get; private set; }

    /// <summary>The HTTP status of the last answer.</summary>
    public int? Status { get; private set; }

    /// <summary>The first kilobyte of the last answer.</summary>
    public string? Answer { get; private set; }

    /// <summary>Why there was no answer.</summary>
    public string? Problem { get; private set; }

    public static WebhookDelivery OfPing(Guid webhookId, string eventType, DateTimeOffset now) => new()
    {
        WebhookId = webhookId,
        EventId = Guid.CreateVersion7(),
        EventType = eventType,
        Data = "{}",
        OccurredAt = now,
        NextAttemptAt = now,
    };

    /// <param name="next">When it is sent again; none when it is given up.</param>
    public void Tried(int? status, string? answer, string? problem, DateTimeOffset? next, DateTimeOffset now)
    {
        (Status, Answer, Problem, TriedAt) = (status, answer, problem, now);
        State = status is >= 200 and < 300 ? DeliveryState.Delivered : next is null ? DeliveryState.GivenUp : DeliveryState.Waiting;
        NextAttemptAt = next ?? now;
    }

    /// <summary>Sends it once more, the same event with the same id, and begins counting anew.</summary>
    public void Replay(DateTimeOffset now) => (State, Attempts, NextAttemptAt) = (DeliveryState.Waiting, 0, now);
}

/// <summary>Kept as a word, and shown.</summary>
public enum DeliveryState
{
    Waiting,
    Delivered,

    /// <summary>It was sent as often as it is, and never taken.</summary>
    GivenUp,
}
