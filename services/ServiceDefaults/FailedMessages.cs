using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Academy.ServiceDefaults;

/// <summary>A message a consumer failed on time after time, taken out of the broker's error queue and kept until it is sent again.</summary>
public sealed class FailedMessage
{
    public const int LongestError = 300;

    public Guid Id { get; private set; }

    public Guid MessageId { get; private set; }

    /// <summary>The queue it was in, and goes back to.</summary>
    public string Queue { get; private set; } = "";

    /// <summary>It may hold personal data, so nobody is ever shown it; it goes when a person of it is erased.</summary>
    public byte[] Body { get; private set; } = [];

    public string ContentType { get; private set; } = "";

    public DateTimeOffset FailedAt { get; private set; }

    /// <summary>How often it came to the error queue.</summary>
    public int Times { get; private set; }

    public string Error { get; private set; } = "";

    public DateTimeOffset? ReplayedAt { get; private set; }

    /// <summary>The account or client.</summary>
    public string? ReplayedBy { get; private set; }

    internal void Replayed(string by, DateTimeOffset at) => (ReplayedBy, ReplayedAt) = (by, at);

    internal static void Describe(ModelBuilder model) => model.Entity<FailedMessage>(message =>
    {
        message.ToTable("failed_messages");
        message.Property(m => m.Error).HasMaxLength(LongestError);
        message.HasIndex(m => new { m.MessageId, m.Queue }).IsUnique();
    });
}

/// <summary>The queues a service hears by.</summary>
internal sealed record HeardQueues(IReadOnlyList<string> Names);

/// <summary>
/// Brings what lies in the broker's error queues into the database, and sends it to its queue again. Looking at an error queue in
/// place would count as a delivery of every message in it, and newer brokers drop what was delivered too often.
/// </summary>
internal sealed class FailedMessages(ServiceDb db, HeardQueues queues, IConfiguration configuration, TimeProvider time)
{
    /// <summary>Says whether the broker answered.</summary>
    public async Task<bool> Collect(CancellationToken cancellationToken)
    {
        if (queues.Names.Count == 0)
        {
            return true;
        }

        try
        {
            await using var connection = await Connect(cancellationToken);
            foreach (var queue in queues.Names)
            {
                await Collect(connection, queue, cancellationToken);
            }

            return true;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }

    /// <summary>
    /// Sends a message again, once, in the transaction of the request. It keeps its id, so a consumer that handled it meanwhile does nothing; if it fails anew, it is back
    /// here with a higher count.
    /// </summary>
    public async Task<FailedMessage> Replay(Guid id, string by, CancellationToken cancellationToken)
    {
        var message = await db.Set<FailedMessage>().FromSql($"SELECT * FROM failed_messages WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(cancellationToken) ?? throw new NotThere();
        if (message.ReplayedAt is null)
        {
            message.Replayed(by, time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            await Send(message, cancellationToken);
        }

        return message;
    }

    private async Task<IConnection> Connect(CancellationToken cancellationToken)
        => await new ConnectionFactory { Uri = new Uri(configuration.GetRequired("ConnectionStrings:Broker")), RequestedConnectionTimeout = TimeSpan.FromSeconds(5) }
            .CreateConnectionAsync("academy-failed-messages", cancellationToken);

    private async Task Collect(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            while (await channel.BasicGetAsync($"{queue}_error", autoAck: false, cancellationToken) is { } message)
            {
                await Keep(queue, message, cancellationToken);
                await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
            }
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // The broker makes an error queue when something fails for the first time.
        }
    }

    private async Task Keep(string queue, BasicGetResult message, CancellationToken cancellationToken)
    {
        var headers = message.BasicProperties.Headers;
        var error = $"{Text(headers, "MT-Fault-ExceptionType").Split('.')[^1]}: {Text(headers, "MT-Fault-Message")}";
        var failedAt = DateTimeOffset.TryParse(Text(headers, "MT-Fault-Timestamp"), System.Globalization.CultureInfo.InvariantCulture, out var at) ? at.ToUniversalTime() : time.GetUtcNow();
        _ = Guid.TryParse(message.BasicProperties.MessageId, out var messageId);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO failed_messages AS known (id, message_id, queue, body, content_type, failed_at, times, error)
            VALUES ({Guid.CreateVersion7()}, {messageId}, {queue}, {message.Body.ToArray()}, {message.BasicProperties.ContentType ?? "application/vnd.masstransit+json"}, {failedAt}, 1, {error[..Math.Min(error.Length, FailedMessage.LongestError)]})
            ON CONFLICT (message_id, queue) DO UPDATE
            SET body = EXCLUDED.body, failed_at = EXCLUDED.failed_at, times = known.times + 1, error = EXCLUDED.error, replayed_at = NULL, replayed_by = NULL
            """,
            cancellationToken);
    }

    private async Task Send(FailedMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await Connect(cancellationToken);
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
            var properties = new BasicProperties { MessageId = message.MessageId.ToString(), ContentType = message.ContentType, Persistent = true };
            await channel.BasicPublishAsync("", message.Queue, mandatory: true, properties, message.Body, cancellationToken);
        }
        catch (Exception failure) when (failure is BrokerUnreachableException or PublishException)
        {
            throw new Conflict("broker-away", "The broker does not take the message now. Try again in a minute; nothing was changed.");
        }
    }

    private static string Text(IDictionary<string, object?>? headers, string name)
        => headers?.TryGetValue(name, out var value) == true ? value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{value}" : "";
}

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
        var (path, scope) = ($"/api/{service}/v1/failed-messages", $"{service}.messages");
        app.MapGet(path, async (FailedMessages failed, ServiceDb db, Caller caller, CancellationToken cancellationToken) =>
        {
            RequireAdministrator(caller);
            var answers = await failed.Collect(cancellationToken);
            var messages = await db.Set<FailedMessage>().AsNoTracking()
                .OrderBy(message => message.ReplayedAt != null).ThenByDescending(message => message.FailedAt).Take(Most).ToListAsync(cancellationToken);
            var (waiting, since) = await Outbox(db, cancellationToken);
            return TypedResults.Ok(new ListFailedMessagesResponse(answers, waiting, since, messages.ConvertAll(FailedMessageItem.Of)));
        }).RequireScope(scope);
        app.MapPost($"{path}/{{id:guid}}/replay", async (Guid id, FailedMessages failed, Caller caller, CancellationToken cancellationToken) =>
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
