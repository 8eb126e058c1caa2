using Academy.Launcher.Running;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

[assembly: AssemblyFixture(typeof(Academy.ServiceDefaults.Tests.Broker))]

namespace Academy.ServiceDefaults.Tests;

/// <summary>The broker of the test run, or a private one where there is none; and a look into its queues.</summary>
public sealed class Broker : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("academy-broker-").FullName;
    private PrivateRabbitMq? _own;
    private QueueView? _queues;

    public Uri Address => Environment.GetEnvironmentVariable("ACADEMY_RABBITMQ") is { Length: > 0 } given ? new Uri(given) : _own!.Address;

    internal QueueView Queues => _queues!;

    public async ValueTask InitializeAsync()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("ACADEMY_RABBITMQ")))
        {
            _own = await PrivateRabbitMq.Start(_folder);
        }

        _queues = await QueueView.Of(Address);
    }

    public async ValueTask DisposeAsync()
    {
        await (_queues?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_own?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>What a person with the broker's own tools would see and do.</summary>
internal sealed class QueueView : IAsyncDisposable
{
    private readonly IConnection _connection;

    private QueueView(IConnection connection) => _connection = connection;

    public static async Task<QueueView> Of(Uri address)
        => new(await new ConnectionFactory { Uri = address }.CreateConnectionAsync());

    /// <summary>How many messages wait; none where there is no queue of this name.</summary>
    public async Task<int?> Waiting(string queue)
    {
        var channel = await _connection.CreateChannelAsync();
        try
        {
            return (int)(await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (OperationInterruptedException)
        {
            return null;
        }
        finally
        {
            await channel.DisposeAsync();
        }
    }

    /// <summary>Takes everything that waits and gives the message ids, in order.</summary>
    public async Task<List<string>> Take(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync();
        var ids = new List<string>();
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } message)
        {
            ids.Add(message.BasicProperties.MessageId ?? "");
        }

        return ids;
    }

    public async Task Unbind(string queue, string exchange)
    {
        await using var channel = await _connection.CreateChannelAsync();
        await channel.QueueUnbindAsync(queue, exchange, "");
    }

    public async Task Bind(string queue, string exchange)
    {
        await using var channel = await _connection.CreateChannelAsync();
        await channel.QueueBindAsync(queue, exchange, "");
    }

    /// <summary>As on a broker where nobody has ever started.</summary>
    public async Task Forget(params string[] queues)
    {
        await using var channel = await _connection.CreateChannelAsync();
        foreach (var queue in queues)
        {
            await channel.QueueDeleteAsync(queue);
            await channel.ExchangeDeleteAsync(queue);
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
