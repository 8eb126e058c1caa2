using System.Collections.Frozen;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Academy.Contracts;

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
