using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;

namespace Academy.Bare;

/// <summary>A message, and when it was published.</summary>
public sealed record Hop(long At);

/// <summary>One hop of MassTransit through a quorum queue, and nothing else: how long from publish to consumer, in milliseconds.</summary>
internal static class Hops
{
    private static readonly ConcurrentQueue<double> Seen = new();

    public static void Add(WebApplicationBuilder builder, Uri broker) => builder.Services.AddMassTransit(bus =>
    {
        bus.DisableUsageTelemetry();
        bus.AddConsumer<HopConsumer>();
        bus.UsingRabbitMq((context, rabbit) =>
        {
            rabbit.Host(broker);
            rabbit.ReceiveEndpoint("bare-hops", endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.PrefetchCount = 64;
                endpoint.ConfigureConsumer<HopConsumer>(context);
            });
        });
    });

    public static void Map(WebApplication app)
    {
        app.MapPost("/hops", async (IBus bus) => await bus.Publish(new Hop(Stopwatch.GetTimestamp())));
        app.MapGet("/hops", () =>
        {
            var sorted = Seen.Order().ToArray();
            Seen.Clear();
            return new { p50 = At(50), p99 = At(99) };

            double At(int percent) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];
        });
    }

    private sealed class HopConsumer : IConsumer<Hop>
    {
        public Task Consume(ConsumeContext<Hop> context)
        {
            Seen.Enqueue(Stopwatch.GetElapsedTime(context.Message.At).TotalMilliseconds);
            return Task.CompletedTask;
        }
    }
}
