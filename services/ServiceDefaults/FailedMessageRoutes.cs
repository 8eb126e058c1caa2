using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Academy.ServiceDefaults;

/// <summary>How a service's messages do. Of a message there is what it is, never what it says.</summary>
/// <param name="BrokerAnswers">When it does not, what failed since is not among the messages.</param>
/// <param name="Waiting">Events that are said and not yet published.</param>
/// <param name="WaitingSince">Since when the oldest of them waits.</param>
public sealed record ListFailedMessagesResponse(bool BrokerAnswers, int Waiting, DateTimeOffset? WaitingSince, IReadOnlyList<FailedMessageItem> Messages);

/// <param name="Times">How often it failed; each time after several tries.</param>
/// <param name="Error">What the consumer failed with.</param>
public sealed record FailedMessageItem(Guid Id, Guid MessageId, string Queue, DateTimeOffset FailedAt, int Times, string Error, DateTimeOffset? ReplayedAt)
{
    internal static FailedMessageItem Of(FailedMessage message)
        => new(message.Id, message.MessageId, message.Queue, message.FailedAt, message.Times, message.Error, message.ReplayedAt);
}

/// <summary>
/// <c>GET …/failed-messages</c> and <c>POST …/failed-messages/{id}/replay</c> of every service, for the Academy's administrators: those that were not
/// sent again first, then the newest.
/// </summary>
internal static class FailedMessageRoutes
{
    private const int Most = 100;

    public static void MapFailedMessages(this IEndpointRouteBuilder app, string service)
    {
        var (api, scope) = (app.MapGroup($"/api/{service}/v1/failed-messages"), $"{service}.messages");
        api.MapGet("", async (FailedMessages failed, ServiceDb db, Caller caller, CancellationToken cancellationToken) =>
        {
            RequireAdministrator(caller);
            var answers = await failed.Collect(cancellationToken);
            var messages = await db.Set<FailedMessage>().AsNoTracking()
                .OrderBy(message => message.ReplayedAt != null).ThenByDescending(message => message.FailedAt).Take(Most).ToListAsync(cancellationToken);
            var (waiting, since) = await Outbox(db, cancellationToken);
            return TypedResults.Ok(new ListFailedMessagesResponse(answers, waiting, since, messages.ConvertAll(FailedMessageItem.Of)));
        }).RequireScope(scope);
        api.MapPost("/{id:guid}/replay", async (Guid id, FailedMessages failed, Caller caller, CancellationToken cancellationToken) =>
        {
            RequireAdministrator(caller);
            return TypedResults.Ok(FailedMessageItem.Of(await failed.Replay(id, caller.Subject, cancellationToken)));
        }).RequireScope(scope).Idempotent();
    }

    private static void RequireAdministrator(Caller caller)
    {
        if (!caller.IsAcademy || !caller.Roles.Contains("administrator"))
        {
            throw new NotThere();
        }
    }

    private static async Task<(int Waiting, DateTimeOffset? Since)> Outbox(ServiceDb db, CancellationToken cancellationToken)
    {
        var oldest = await db.Set<OutboxMessage>().OrderBy(message => message.Id).Select(message => (Guid?)message.MessageId).FirstOrDefaultAsync(cancellationToken);
        return (await db.Set<OutboxMessage>().CountAsync(cancellationToken), oldest is { } id ? MadeAt(id) : null);
    }

    /// <summary>A version 7 id begins with the milliseconds since 1970 (RFC 9562).</summary>
    internal static DateTimeOffset MadeAt(Guid id)
        => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse($"{id:N}".AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
