using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.Passport.Webhooks;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <param name="Address">Begins with https:// and is on the public internet. Redirects are not followed.</param>
/// <param name="EventTypes">Of academy.passport.entry-recorded.v1, academy.passport.entry-changed.v1, academy.passport.entry-withdrawn.v1,
/// academy.passport.qualification-recorded.v1, academy.passport.qualification-withdrawn.v1.</param>
public sealed record SubscribeWebhookRequest(
    [Required, StringLength(500)] string Address, [Required, MinLength(1), MaxLength(10)] IReadOnlyList<string> EventTypes);

/// <param name="Waiting">Events that are still to be taken.</param>
/// <param name="GivenUp">Events that were never taken; they can be replayed.</param>
public sealed record SubscribedWebhook(Guid WebhookId, string Address, IReadOnlyList<string> EventTypes, DateTimeOffset CreatedAt, int Waiting, int GivenUp);

public sealed record ListWebhooksResponse(IReadOnlyList<SubscribedWebhook> Webhooks);

/// <summary>
/// An organisation's own systems hear what changes: a training provider of entries and qualifications it recorded, an employer of its staff who let it see their
/// passport on the day. Each event is a CloudEvent, signed by RFC 9421 with a key of /.well-known/did.json; the same event always has the same id.
/// </summary>
internal static class SubscribeWebhook
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/webhooks", Subscribe).RequireScope("webhooks.write").Idempotent();
        app.MapGet("/webhooks", List).RequireScope("webhooks.write");
        app.MapDelete("/webhooks/{webhookId:guid}", Stop).RequireScope("webhooks.write");
    }

    /// <summary>The organisation the caller speaks for as a whole; nobody limited to workplaces, and no learner.</summary>
    internal static (Guid Id, OrganisationKind Kind) Hearer(this Caller caller) => caller switch
    {
        { Kind: OrganisationKind.TrainingProvider or OrganisationKind.Employer, OrganisationId: { } id, Workplaces: null } => (id, caller.Kind.Value),
        _ => throw new NotThere(),
    };

    internal static async Task<Webhook> OwnWebhook(this PassportDb db, Guid webhookId, Caller caller, CancellationToken cancellationToken)
    {
        var organisation = caller.Hearer().Id;
        return await db.Webhooks.SingleOrDefaultAsync(w => w.Id == webhookId && w.OrganisationId == organisation, cancellationToken) ?? throw new NotThere();
    }

    private static async Task<Created<SubscribedWebhook>> Subscribe(
        SubscribeWebhookRequest request, Caller caller, WebhookAddress addresses, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (organisation, kind) = caller.Hearer();
        if (addresses.WhyNot(request.Address) is { } why)
        {
            throw new RuleBroken(why, "address-refused");
        }

        if (request.EventTypes.FirstOrDefault(type => !WebhookEvents.All.Contains(type)) is not null)
        {
            throw new RuleBroken($"Choose event types of these: {string.Join(", ", WebhookEvents.All)}.", "event-type-unknown");
        }

        if (await db.Webhooks.CountAsync(w => w.OrganisationId == organisation, cancellationToken) >= Webhook.MostOfAnOrganisation)
        {
            throw new RuleBroken($"An organisation has {Webhook.MostOfAnOrganisation} webhooks at most. Delete one first.", "too-many-webhooks");
        }

        var webhook = Webhook.Of(organisation, kind, new Uri(request.Address).AbsoluteUri, [.. request.EventTypes.Distinct(StringComparer.Ordinal)], time.GetUtcNow());
        db.Add(webhook);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, new SubscribedWebhook(webhook.Id, webhook.Address, webhook.EventTypes, webhook.CreatedAt, 0, 0));
    }

    private static async Task<Ok<ListWebhooksResponse>> List(Caller caller, PassportDb db, CancellationToken cancellationToken)
    {
        var organisation = caller.Hearer().Id;
        var webhooks = await db.Webhooks.AsNoTracking().Where(w => w.OrganisationId == organisation).OrderBy(w => w.CreatedAt)
            .Select(w => new
            {
                Webhook = w,
                Waiting = db.WebhookDeliveries.Count(d => d.WebhookId == w.Id && d.State == DeliveryState.Waiting),
                GivenUp = db.WebhookDeliveries.Count(d => d.WebhookId == w.Id && d.State == DeliveryState.GivenUp),
            }).ToListAsync(cancellationToken);
        return TypedResults.Ok(new ListWebhooksResponse(webhooks.ConvertAll(
            w => new SubscribedWebhook(w.Webhook.Id, w.Webhook.Address, w.Webhook.EventTypes, w.Webhook.CreatedAt, w.Waiting, w.GivenUp))));
    }

    /// <summary>Nothing more is sent to it, and its log goes with it.</summary>
    private static async Task<NoContent> Stop(Guid webhookId, Caller caller, PassportDb db, CancellationToken cancellationToken)
    {
        var webhook = await db.OwnWebhook(webhookId, caller, cancellationToken);
        await db.Webhooks.Where(w => w.Id == webhook.Id).ExecuteDeleteAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
