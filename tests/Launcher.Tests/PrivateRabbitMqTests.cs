using Academy.Launcher.Running;
using RabbitMQ.Client;

namespace Academy.Launcher.Tests;

public sealed class PrivateRabbitMqTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly Dictionary<string, object?> Quorum = new() { ["x-queue-type"] = "quorum" };

    [Fact]
    public async Task A_confirmed_message_survives_a_kill()
    {
        using var folder = new TemporaryFolder();
        await using var rabbitMq = await PrivateRabbitMq.Start(folder["rabbitmq"], Cancel);
        await Publish(rabbitMq.Address, "said when the queue was new");
        // RabbitMQ 3.10 writes the name of a new quorum queue to disk only half a second later; a kill before that loses the queue.
        await Task.Delay(TimeSpan.FromSeconds(3), Cancel);
        (await Receive(rabbitMq.Address)).ShouldBe("said when the queue was new");
        await Publish(rabbitMq.Address, "said before the kill");

        await rabbitMq.Kill();
        await rabbitMq.StartAgain(Cancel);

        (await Receive(rabbitMq.Address)).ShouldBe("said before the kill");
    }

    [Fact]
    public async Task Two_run_side_by_side_and_keep_their_queues_to_themselves()
    {
        using var folder = new TemporaryFolder();
        var starting = PrivateRabbitMq.Start(folder["one"], Cancel);
        await using var two = await PrivateRabbitMq.Start(folder["two"], Cancel);
        await using var one = await starting;

        await Publish(one.Address, "for one");
        await Publish(two.Address, "for two");

        (await Receive(one.Address)).ShouldBe("for one");
        (await Receive(two.Address)).ShouldBe("for two");
    }

    private static async Task Publish(Uri address, string text)
    {
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync(Cancel);
        var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        await using var channel = await connection.CreateChannelAsync(confirmed, Cancel);
        await channel.QueueDeclareAsync("heard", durable: true, exclusive: false, autoDelete: false, Quorum, cancellationToken: Cancel);
        var persistent = new BasicProperties { DeliveryMode = DeliveryModes.Persistent };
        await channel.BasicPublishAsync("", "heard", mandatory: true, persistent, System.Text.Encoding.UTF8.GetBytes(text), Cancel);
    }

    private static async Task<string?> Receive(Uri address)
    {
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync(Cancel);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancel);
        // A quorum queue elects its leader shortly after the node answers.
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (await channel.BasicGetAsync("heard", autoAck: true, Cancel) is { } message)
                return System.Text.Encoding.UTF8.GetString(message.Body.Span);
            await Task.Delay(100, Cancel);
        }

        return null;
    }
}
