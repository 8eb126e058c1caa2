using Academy.Passport.Data;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Webhooks;

/// <summary>Writes what webhooks will hear in the transaction of the change, as the outbox does; one statement, whatever the number of events and webhooks.</summary>
internal static class WebhookOutbox
{
    /// <summary>Above this it is worth asking whether anybody wants to hear before the events are read.</summary>
    private const int Few = 20;

    /// <summary>
    /// For a training provider what it recorded, for an employer what changed of staff who let it see their passport. Whether it may still be
    /// told is decided once more when it is sent.
    /// </summary>
    public static async Task Keep(
        PassportDb db, IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken, IReadOnlyCollection<PassportEvent>? others = null)
    {
        if (messages.Count > Few && !await db.Webhooks.AnyAsync(cancellationToken))
        {
            return;
        }

        List<PassportEvent> events = [.. messages.Select(WebhookEvents.Of).OfType<PassportEvent>(), .. others ?? []];
        if (events.Count == 0)
        {
            return;
        }

        var (ids, types, learners) = (events.Select(e => e.Id).ToArray(), events.Select(e => e.Type).ToArray(), events.Select(e => e.LearnerId).ToArray());
        var (entries, data, times) = (events.Select(e => e.EntryId).ToArray(), events.Select(e => e.Data).ToArray(), events.Select(e => e.At).ToArray());
        var issuers = events.Select(e => e.IssuerId).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO webhook_deliveries (webhook_id, event_id, event_type, learner_id, entry_id, data, occurred_at, state, attempts, next_attempt_at)
            SELECT webhook.id, said.id, said.type, said.learner_id, said.entry_id, said.data, said.at, 'Waiting', 0, said.at
            FROM unnest({ids}, {types}, {learners}, {entries}, {data}, {times}, {issuers}) WITH ORDINALITY AS said (id, type, learner_id, entry_id, data, at, issuer_id, place)
            LEFT JOIN entries AS entry ON entry.id = said.entry_id
            CROSS JOIN LATERAL (
                SELECT coalesce(said.issuer_id, entry.training_provider_id) AS id
                UNION SELECT employer_id FROM employments WHERE learner_id = said.learner_id AND shares_passport) AS sees
            JOIN webhooks AS webhook ON webhook.organisation_id = sees.id AND webhook.event_types ? said.type
            ORDER BY said.place
            """,
            cancellationToken);
    }
}
