using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Academy.Contracts;
using MassTransit;
using Npgsql;
using NpgsqlTypes;

namespace Academy.ServiceDefaults;

/// <summary>An event that is said but not yet published; it commits with the change it tells of.</summary>
public sealed class OutboxMessage
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly FrozenDictionary<string, Type> Events = typeof(HeardByAttribute).Assembly.GetExportedTypes()
        .Where(type => type.GetCustomAttribute<HeardByAttribute>() is not null)
        .ToFrozenDictionary(type => type.FullName!);

    private OutboxMessage()
    {
    }

    public long Id { get; private set; }

    /// <summary>What the hearers' inboxes know the message by, however often it is sent.</summary>
    public Guid MessageId { get; private set; }

    public string Type { get; private set; } = "";

    public string Body { get; private set; } = "";

    public string? TraceParent { get; private set; }

    internal static OutboxMessage Of(object @event)
    {
        var type = @event.GetType().FullName!;
        if (!Events.ContainsKey(type))
        {
            throw new InvalidOperationException($"{type} is not an event of contracts/ that somebody hears.");
        }

        return new OutboxMessage
        {
            MessageId = Guid.CreateVersion7(),
            Type = type,
            Body = JsonSerializer.Serialize(@event, @event.GetType(), Json),
            TraceParent = Activity.Current?.Id,
        };
    }

    internal static (object Event, Type Type) Read(string type, string body)
        => (JsonSerializer.Deserialize(body, Events[type], Json)!, Events[type]);

    internal static IEnumerable<Type> SaidBy(string service)
        => Events.Values.Where(type => type.Namespace!.EndsWith($".{service}", StringComparison.OrdinalIgnoreCase));
}

/// <summary>One pending wake-up at most: many commits in a row make one batch.</summary>
internal sealed class OutboxSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _channel.Writer.TryWrite(true);

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(atMost);
        try
        {
            await _channel.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The short poll: another instance's or an earlier run's messages are picked up this way.
        }
    }
}

/// <summary>
/// Publishes what the outbox holds, in batches with confirms. A row is deleted only after the broker confirmed it and
/// put it into a queue; so a crash at any point means at worst that a message is sent twice, which the inbox sorts out.
/// </summary>
internal sealed class OutboxDispatcher(
    NpgsqlDataSource database, IBusControl bus, OutboxSignal signal, Protections protections, ILogger<OutboxDispatcher> logger)
    : BackgroundService
{
    private const int BatchSize = 200;

    private long _after;

    private static readonly ActivitySource Source = new(Telemetry.OutboxSource);
    private static readonly Meter Meter = new(Telemetry.OutboxSource);
    private static readonly Counter<long> Published = Meter.CreateCounter<long>("academy.outbox.published");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("academy.outbox.refused");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var sent = bus.CheckHealth().Status == BusHealthStatus.Healthy ? await PublishBatch(stoppingToken) : 0;
                if (sent < BatchSize)
                {
                    await signal.WaitAsync(TimeSpan.FromSeconds(1), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The dispatcher outlives every failure of the database and the broker.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.LogWarning("The outbox waits: {Failure}", failure.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(500), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> PublishBatch(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        var batch = await Claim(connection, stopping);
        _after = 0;
        if (batch.Count == 0)
        {
            return 0;
        }

        if (!protections.Outbox)
        {
            await Delete(connection, [.. batch.Select(message => message.Id)]);
            await transaction.CommitAsync(CancellationToken.None);
        }

        // A batch that is under way is finished even while the service stops: that is what makes the stop graceful.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var outcomes = await Task.WhenAll(batch.Select(message => Publish(message, limit.Token)));
        var confirmed = batch.Where((_, i) => outcomes[i] is null).Select(message => message.Id).ToArray();
        if (protections.Outbox && confirmed.Length > 0)
        {
            await Delete(connection, confirmed);
            await transaction.CommitAsync(CancellationToken.None);
            Published.Add(confirmed.Length);
        }

        if (Array.Find(outcomes, failure => failure is not null) is { } failed)
        {
            // However many are refused, the next batch begins behind them; after the last one it begins anew.
            _after = batch.Count == BatchSize ? batch[^1].Id : 0;
            Refused.Add(batch.Count - confirmed.Length);
            throw new OutboxRefused(batch.Count - confirmed.Length, failed);
        }

        return batch.Count;
    }

    private async Task<List<Pending>> Claim(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT id, message_id, type, body, trace_parent FROM outbox
            WHERE id > @after ORDER BY id LIMIT @size FOR UPDATE SKIP LOCKED
            """;
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new("after", _after), new("size", BatchSize) } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var batch = new List<Pending>(BatchSize);
        while (await reader.ReadAsync(cancellationToken))
        {
            batch.Add(new Pending(
                reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3),
                await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetString(4)));
        }

        return batch;
    }

    private async Task<Exception?> Publish(Pending message, CancellationToken cancellationToken)
    {
        _ = ActivityContext.TryParse(message.TraceParent, traceState: null, out var origin);
        using var activity = Source.StartActivity("outbox publish", ActivityKind.Producer, origin);
        try
        {
            var (@event, type) = OutboxMessage.Read(message.Type, message.Body);
            await bus.Publish(@event, type, Pipe.Execute<PublishContext>(context =>
            {
                context.MessageId = message.MessageId;

                // A message that no queue takes is returned by the broker, and so stays in the outbox.
                context.Mandatory = true;
            }), cancellationToken);
            return null;
        }
#pragma warning disable CA1031 // Whatever kept this message back must not keep the others.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure;
        }
    }

    private static async Task Delete(NpgsqlConnection connection, long[] ids)
    {
        await using var command = new NpgsqlCommand("DELETE FROM outbox WHERE id = ANY(@ids)", connection);
        command.Parameters.Add(new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = ids });
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Pending(long Id, Guid MessageId, string Type, string Body, string? TraceParent);
}

internal sealed class OutboxRefused(int count, Exception first)
    : Exception($"{count} messages stay in the outbox. The first was refused because: {first.Message}", first);
