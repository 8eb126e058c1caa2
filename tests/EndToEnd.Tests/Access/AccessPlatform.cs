using System.Text.Json;
using System.Text.RegularExpressions;
using Academy.ServiceDefaults;

namespace Academy.EndToEnd.Tests.Access;

/// <summary>One platform with everybody the access table speaks of.</summary>
[CollectionDefinition(nameof(AccessPlatform))]
public sealed partial class AccessPlatform : IAsyncLifetime, ICollectionFixture<AccessPlatform>
{
    private static readonly string[] ForOperators = ["/health/live", "/health/ready", "/dev/routes", "/openapi/{documentName}.json"];

    private APlatform _platform = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal AccessCast Cast { get; private set; } = null!;

    internal AccessRequests Requests { get; private set; } = null!;

    internal IReadOnlyList<Line> Table { get; } = AccessTable.Read();

    /// <summary>What the services say they answer, with the scope each route asks for.</summary>
    internal IReadOnlyDictionary<string, string?> Routes { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await APlatform.Start(gatewaySettings: new Dictionary<string, string>
        {
            ["RateLimits__ordinary"] = "1000000",
            ["RateLimits__check"] = "1000000",
            ["RateLimits__code"] = "1000000",
            ["RateLimits__token"] = "1000000",
        });
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = _platform.Running.GatewayAddress };
        Routes = await RoutesOfAll();
        Cast = new AccessCast(_platform.Running, Http);
        await Cast.Prepare(Table.Where(line => line.Record == Line.Own).ToDictionary(line => line.Key, ScopeOf));
        Requests = new AccessRequests(Cast);
    }

    internal string? ScopeOf(Line line) => Routes.GetValueOrDefault(WithoutQuery(line.Key));

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        await (_platform?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    internal static string WithoutQuery(string key) => key.Split('?')[0];

    private async Task<Dictionary<string, string?>> RoutesOfAll()
    {
        var routes = new Dictionary<string, string?>
        {
            ["GET /health/live"] = null,
            ["GET /health/ready"] = null,
        };
        foreach (var name in _platform.Running.Services.Keys)
        {
            routes.Add($"GET /openapi/{name.ToLowerInvariant()}/v1.json", null);
        }

        foreach (var service in _platform.Running.Services.Values.Append(_platform.Running.Portal))
        {
            var listed = await Http.GetFromJsonAsync<ListedRoute[]>(new Uri($"http://127.0.0.1:{service.Port}/dev/routes"), JsonSerializerOptions.Web);
            foreach (var route in listed!.Where(route => !ForOperators.Contains(route.Path)))
            {
                routes.Add($"{(route.Method == "*" ? Line.Page : route.Method)} {Constraint().Replace(route.Path, "}")}", route.Scope);
            }
        }

        return routes;
    }

    [GeneratedRegex(@":[^}]+\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
