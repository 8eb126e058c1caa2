using System.Diagnostics;
using System.Text;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Academy.Bare;

/// <summary>
/// An outbox on Npgsql and RabbitMQ.Client alone: rows are taken in batches, published with confirms into a quorum queue, deleted, and
/// consumed. The answer is how many a second went from the table to the consumer.
/// </summary>
internal static class Outbox
{
    private const string Queue = "bare-outbox";
    private const int BatchSize = 200;

    public static void Map(WebApplication app, NpgsqlDataSource database, Uri broker) => app.MapGet("/outbox/drained", async (int rows) =>
    {
        await Run(database, $"INSERT INTO outbox (body) SELECT repeat('x', 400) FROM generate_series(1, {rows})");
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var publishing = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await using var consuming = await connection.CreateChannelAsync();
        await publishing.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" });
        var consumed = Consume(consuming, rows);
        var since = Stopwatch.StartNew();
        while (await Batch(database, publishing) > 0)
        {
        }

        await consumed;
        return rows / since.Elapsed.TotalSeconds;
    });

    private static async Task<int> Batch(NpgsqlDataSource database, IChannel channel)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var batch = new List<string>();
        await using (var taking = new NpgsqlCommand($"DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT {BatchSize} FOR UPDATE SKIP LOCKED) RETURNING body", connection))
        await using (var reader = await taking.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                batch.Add(reader.GetString(0));
            }
        }

        await Task.WhenAll(batch.Select(body => channel.BasicPublishAsync(
            "", Queue, mandatory: true, new BasicProperties { DeliveryMode = DeliveryModes.Persistent }, Encoding.UTF8.GetBytes(body)).AsTask()));
        await transaction.CommitAsync();
        return batch.Count;
    }

    private static async Task Consume(IChannel channel, int messages)
    {
        var (all, seen) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0);
        await channel.BasicQosAsync(0, BatchSize, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivered) =>
        {
            await channel.BasicAckAsync(delivered.DeliveryTag, multiple: false);
            if (++seen == messages)
            {
                all.SetResult();
            }
        };
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer);
        await all.Task;
    }

    private static async Task Run(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
