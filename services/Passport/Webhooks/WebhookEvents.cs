using System.Text.Json;
using System.Text.Json.Nodes;
using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;

namespace Academy.Passport.Webhooks;

/// <summary>The events a webhook can hear, as CloudEvents 1.0 in JSON. A type is never changed, only added to; what would break a reader is a new version.</summary>
internal static class WebhookEvents
{
    public const string Recorded = "academy.passport.entry-recorded.v1";
    public const string Changed = "academy.passport.entry-changed.v1";
    public const string Withdrawn = "academy.passport.entry-withdrawn.v1";
    public const string QualificationRecorded = "academy.passport.qualification-recorded.v1";
    public const string QualificationWithdrawn = "academy.passport.qualification-withdrawn.v1";
    public const string Ping = "academy.passport.ping.v1";
    public const string MediaType = "application/cloudevents+json";

    public static IReadOnlyList<string> All { get; } = [Recorded, Changed, Withdrawn, QualificationRecorded, QualificationWithdrawn];

    /// <summary>What an event of the service says about an entry; nothing where it is about something else.</summary>
    public static PassportEvent? Of(OutboxMessage message)
    {
        if (message.Type == typeof(CompletionRecorded).FullName)
        {
            var said = Read<CompletionRecorded>(message);
            return new(message.MessageId, Recorded, said.LearnerId, said.Entry.EntryId, Facts(said.LearnerId, said.Version, said.Entry), said.RecordedAt);
        }

        if (message.Type == typeof(PassportEntryChanged).FullName)
        {
            var said = Read<PassportEntryChanged>(message);
            return new(
                message.MessageId, said.Entry.Withdrawn ? Withdrawn : Changed, said.LearnerId, said.Entry.EntryId,
                Facts(said.LearnerId, said.Version, said.Entry), said.ChangedAt);
        }

        return null;
    }

    /// <summary>What is said of a qualification that was recorded or taken back: to whoever recorded it, and to employers who see the passport.</summary>
    public static PassportEvent Of(Guid learnerId, long version, Qualification qualification, DateTimeOffset at) => new(
        Guid.CreateVersion7(at),
        qualification.IsWithdrawn ? QualificationWithdrawn : QualificationRecorded,
        learnerId,
        qualification.Id,
        JsonSerializer.Serialize(
            new
            {
                learnerId,
                passportVersion = version,
                qualificationId = qualification.Id,
                qualificationCode = qualification.Code,
                qualification.AwardedOn,
                qualification.Assurance,
                withdrawn = qualification.IsWithdrawn,
            },
            PassportDocument.Json),
        at)
    {
        IssuerId = qualification.RecordedBy.TrainingProviderId,
    };

    /// <summary>The event as it is sent: the same bytes each time.</summary>
    /// <param name="origin">The platform's own address.</param>
    public static byte[] Envelope(WebhookDelivery delivery, string origin)
    {
        var envelope = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = $"{delivery.EventId}",
            ["source"] = $"{origin}api/passport",
            ["type"] = delivery.EventType,
            ["time"] = delivery.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["datacontenttype"] = "application/json",
            ["data"] = JsonNode.Parse(delivery.Data),
        };
        if (delivery.EntryId is { } about)
        {
            envelope["subject"] = delivery.EventType is QualificationRecorded or QualificationWithdrawn ? $"qualifications/{about}" : $"entries/{about}";
        }

        return JsonSerializer.SerializeToUtf8Bytes(envelope);
    }

    private static T Read<T>(OutboxMessage message) => JsonSerializer.Deserialize<T>(message.Body, PassportDocument.Json)!;

    /// <summary>Neither a title, which a learner may have typed, nor a reason: both can hold a name.</summary>
    private static string Facts(Guid learnerId, long version, EntryFacts entry) => JsonSerializer.Serialize(
        new
        {
            learnerId,
            passportVersion = version,
            entry.EntryId,
            entry.TrainingCategoryCode,
            entry.CompletedOn,
            entry.ValidUntil,
            entry.Assurance,
            entry.UnderReview,
            entry.Withdrawn,
        },
        PassportDocument.Json);
}

/// <param name="EntryId">The entry, or the qualification, it is about.</param>
/// <param name="Data">The facts as JSON.</param>
internal sealed record PassportEvent(Guid Id, string Type, Guid LearnerId, Guid EntryId, string Data, DateTimeOffset At)
{
    /// <summary>The training provider that recorded it; of an entry the entry itself says so.</summary>
    public Guid? IssuerId { get; init; }
}
