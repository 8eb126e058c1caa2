using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Academy.Launcher.Running;

namespace Academy.EndToEnd.Tests;

/// <summary>A whole platform with a collector of telemetry beside it.</summary>
[CollectionDefinition(nameof(TracedPlatform))]
public sealed class TracedPlatform : IAsyncLifetime, ICollectionFixture<TracedPlatform>
{
    private APlatform? _platform;

    internal Collector Collector { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal Platform Running => _platform!.Running;

    internal string StateFolder => _platform!.Folder;

    public async ValueTask InitializeAsync()
    {
        Collector = await Collector.Start();
        _platform = await APlatform.Start(settings: Collector.Environment, gatewaySettings: new Dictionary<string, string>());
        Http = new HttpClient { BaseAddress = Running.GatewayAddress };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Token(Running.SecretsFolder));
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        await (_platform?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Collector?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<string> Token(string secrets)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "academy-demo",
            ["client_secret"] = await File.ReadAllTextAsync(Path.Combine(secrets, "Identity__Bootstrap__Secret")),
        });
        using var answer = await Http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}

[Collection(nameof(TracedPlatform))]
public sealed class TraceTests(TracedPlatform platform)
{
    private readonly Collector _collector = platform.Collector;

    [Fact]
    public async Task One_trace_leads_from_the_gateway_through_the_broker_to_the_last_consumer()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();

        using var registered = await Post("/api/learner/v1/employers", new { name = "Siân's Home Care", kind = "Private" }, trace);

        registered.StatusCode.ShouldBe(HttpStatusCode.Created);
        await Comes(() => Covers(trace, "academy-gateway", "academy-learner", "academy-passport", "academy-benefits"),
            () => $"Spans of the trace came only from: {string.Join(", ", _collector.ServicesIn(trace))}");
    }

    [Fact]
    public async Task Telemetry_tells_nothing_about_the_person()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var person = new { fullName = "Zuleikha Untold", dateOfBirth = "1987-03-29" };

        using var registered = await Post("/api/learner/v1/learners", person, trace);
        using var refused = await Post("/api/learner/v1/learners", person with { dateOfBirth = "29.03.1987" }, trace);

        registered.StatusCode.ShouldBe(HttpStatusCode.Created);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await Comes(() => Covers(trace, "academy-gateway", "academy-learner", "academy-passport"), () => "The person's registration left no trace.");
        await Comes(() => _collector.Holds("logs", "academy-learner"), () => "No logs came.");
        foreach (var secret in new[] { "Zuleikha", "Untold", "1987-03-29", "29.03.1987", "03/29/1987", "29/03/1987" })
        {
            _collector.Holds("logs", secret).ShouldBeFalse($"a log tells {secret}");
            _collector.Holds("traces", secret).ShouldBeFalse($"a span tells {secret}");
        }
    }

    private bool Covers(string trace, params string[] services)
        => !services.Select(service => service["academy-".Length..]).Except(_collector.ServicesIn(trace)).Any();

    private static async Task Comes(Func<bool> isSo, Func<string> otherwise)
    {
        var since = Stopwatch.StartNew();
        while (!isSo())
        {
            (since.Elapsed < TimeSpan.FromMinutes(3)).ShouldBeTrue(otherwise());
            await Task.Delay(100);
        }
    }

    private async Task<HttpResponseMessage> Post(string path, object body, string trace)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        // Without a current activity nothing else puts a traceparent of its own on the request.
        Activity.Current = null;
        return await platform.Http.SendAsync(request);
    }
}
