using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Academy.Testing;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Http;
using Yarp.ReverseProxy.Configuration;

namespace Academy.Gateway.Tests;

/// <summary>The gateway as it is, on Kestrel, in front of small programs that stand in for the services.</summary>
internal sealed class GatewayApp : IAsyncDisposable
{
    private readonly WebApplication _services;
    private readonly WebApplicationFactory<Program> _gateway;
    private readonly ConcurrentDictionary<string, bool> _unready = new();

    private GatewayApp(Dictionary<string, string> settings)
    {
        _services = StandIns(_unready);
        _services.Start();
        _gateway = new Factory(new(settings.Concat(ServiceNames.Append("portal").Select(service => KeyValuePair.Create(
            $"ReverseProxy:Clusters:{service}:Destinations:only:Address", $"{_services.Urls.First()}/{service}/")))));
        _gateway.UseKestrel(0);
        _gateway.StartServer();
    }

    public static IReadOnlyList<string> ServiceNames { get; } = ["identity", "learner", "kitemark", "passport", "pathway", "benefits"];

    public static GatewayApp With(params (string Name, string Value)[] settings)
        => new(settings.ToDictionary(setting => setting.Name, setting => setting.Value));

    public HttpClient Anybody => _gateway.CreateClient();

    public HttpClient SignedIn => SignedInAs("test-client");

    public HttpClient SignedInAs(string clientId)
    {
        var client = _gateway.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestTokens.Of("learner", "learners.read", client: clientId));
        return client;
    }

    public IReadOnlyList<RouteConfig> Routes => _gateway.Services.GetRequiredService<IProxyConfigProvider>().GetConfig().Routes;

    public void Unready(string service) => _unready[service] = true;

    public void Ready(string service) => _unready.TryRemove(service, out _);

    public Task StopServices() => _services.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _services.DisposeAsync();
    }

    /// <summary>Each answers with what reached it.</summary>
    private static WebApplication StandIns(ConcurrentDictionary<string, bool> unready)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/{service}/health/ready", (string service) => Results.StatusCode(unready.ContainsKey(service) ? 503 : 200));
        app.MapGet("/{service}/api/{name}/v1/page", (HttpResponse response) =>
        {
            response.Headers.Server = "A stand-in";
            return Results.Content("<!doctype html><title>A page</title>", "text/html; charset=utf-8");
        });
        app.MapGet("/{service}/api/{name}/v1/strict-page", (HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = "default-src 'none'";
            return Results.Content("<!doctype html><title>A page</title>", "text/html; charset=utf-8");
        });
        app.MapGet("/{service}/api/{name}/v1/never", (HttpContext http) => Task.Delay(Timeout.Infinite, http.RequestAborted));
        app.Map("/{service}/{**path}", async (string service, string? path, HttpRequest request) =>
        {
            var body = await new StreamReader(request.Body).ReadToEndAsync();
            return new Reached(service, $"/{path}", request.Headers.TraceParent.ToString(), body);
        });
        return app;
    }

    private sealed class Factory(Dictionary<string, string> settings) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseContentRoot(Repository.File("gateway"));
            builder.UseSetting("hostBuilder:reloadConfigOnChange", "false");
            builder.UseSetting("Auth:Issuer", TestTokens.Issuer);
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }

            builder.ConfigureServices(TestTokens.Trust);
            // A stand-in that is away says so at once; one on a busy machine may be slow for seconds.
            builder.ConfigureServices(services => services.ConfigureAll<HttpClientFactoryOptions>(client => client.HttpClientActions.Add(http => http.Timeout = TimeSpan.FromMinutes(1))));
        }
    }
}

/// <summary>What a stand-in saw of a request.</summary>
internal sealed record Reached(string Service, string Path, string TraceParent, string Body = "")
{
    public static async Task<Reached> By(HttpResponseMessage answer)
        => JsonSerializer.Deserialize<Reached>(await answer.Content.ReadAsStringAsync(), JsonSerializerOptions.Web)!;
}
