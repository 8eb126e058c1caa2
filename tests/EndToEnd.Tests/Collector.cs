using System.Collections.Concurrent;
using System.Text;

namespace Academy.EndToEnd.Tests;

/// <summary>Takes what the services send over OTLP and keeps it as it came: a search for bytes needs no decoding.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = new();

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _received.Enqueue((signal, body.ToArray()));
        });
    }

    /// <summary>What makes a service send here, soon.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "300",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "300",
    };

    public static async Task<Collector> Start()
    {
        var collector = new Collector();
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>The services of which spans with this trace id have come.</summary>
    public IReadOnlyList<string> ServicesIn(string traceId)
        => [.. Bodies("traces").Where(body => Holds(body, Convert.FromHexString(traceId))).SelectMany(Services).Distinct().Order()];

    /// <summary>Whether anything of this signal holds the text.</summary>
    public bool Holds(string signal, string text) => Bodies(signal).Any(body => Holds(body, Encoding.UTF8.GetBytes(text)));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IEnumerable<byte[]> Bodies(string signal) => _received.Where(sent => sent.Signal == signal).Select(sent => sent.Body);

    // Each request comes from one process, which names itself once in it.
    private static IEnumerable<string> Services(byte[] body)
        => new[] { "gateway", "identity", "learner", "kitemark", "passport", "pathway", "benefits", "portal" }
            .Where(service => Holds(body, [.. "service.name"u8, .. Value($"academy-{service}")]));

    private static byte[] Value(string text) => [0x12, (byte)(text.Length + 2), 0x0A, (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];

    private static bool Holds(ReadOnlySpan<byte> body, ReadOnlySpan<byte> sought) => body.IndexOf(sought) >= 0;
}
