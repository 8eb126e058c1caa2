using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Academy.Passport.Webhooks;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Passport.Tests.Webhooks;

/// <summary>The Passport service with a clock and a database that no other test moves; events are sent when a test asks for it.</summary>
public sealed class WebhookApp : PassportApp
{
    public HttpClient ForProvider(Guid provider) => As("webhooks.write completions.write entries.write", OrganisationKind.TrainingProvider, provider);

    public HttpClient ForEmployer(Guid employer) => As("webhooks.write passport.imports", OrganisationKind.Employer, employer);

    public async Task<Guid> Subscribe(HttpClient client, Receiver receiver)
    {
        var response = await client.PostNew("/api/passport/v1/webhooks", new { address = receiver.Address, eventTypes = WebhookEvents.All });
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.Json()).GetProperty("webhookId").GetGuid();
    }

    /// <summary>Sends all that is due.</summary>
    public async Task Send() => await Task.WhenAll(await Sender.Start(CancellationToken.None));

    public async Task<JsonElement> Log(HttpClient client, Guid webhook)
        => (await (await client.GetAsync(new Uri($"/api/passport/v1/webhooks/{webhook}/deliveries", UriKind.Relative))).Json()).GetProperty("deliveries");

    internal WebhookSender Sender => Services.GetRequiredService<WebhookSender>();
}

public sealed record Received(string Method, string Uri, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonElement Event => JsonSerializer.Deserialize<JsonElement>(Body);

    public string Id => Event.GetProperty("id").GetString()!;
}

/// <summary>A system of an organisation that takes events over HTTP, and answers as the test says.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Received> _arrivals = Channel.CreateUnbounded<Received>();
    private readonly ConcurrentQueue<Received> _all = [];

    private Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(Take);
    }

    public string Address => $"{_app.Urls.Single()}/events?of=academy";

    /// <summary>What it answers: a status and a text, once this ends.</summary>
    public Func<Task<(int Status, string Text)>> Answers { get; set; } = () => Task.FromResult((204, ""));

    public string? RedirectsTo { get; set; }

    public IReadOnlyList<Received> All => [.. _all];

    public static async Task<Receiver> Start()
    {
        var receiver = new Receiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The next event that arrives, or has arrived.</summary>
    public async Task<Received> Next() => await _arrivals.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var received = new Received(
            http.Request.Method, $"{http.Request.Scheme}://{http.Request.Host}{http.Request.Path}{http.Request.QueryString}",
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        _all.Enqueue(received);
        await _arrivals.Writer.WriteAsync(received);
        var (status, text) = await Answers();
        http.Response.StatusCode = RedirectsTo is null ? status : 302;
        http.Response.Headers.Location = RedirectsTo;
        if (text.Length > 0)
        {
            await http.Response.WriteAsync(text);
        }
    }
}
