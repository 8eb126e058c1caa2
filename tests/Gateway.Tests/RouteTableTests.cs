using System.Net;
using System.Text.RegularExpressions;
using Academy.Testing;

namespace Academy.Gateway.Tests;

/// <summary>The gateway's route table beside the routes the services themselves declare.</summary>
public sealed partial class RouteTableTests
{
    [Fact]
    public async Task Every_route_of_every_service_is_reached_and_is_as_open_as_the_service_says()
    {
        await using var app = GatewayApp.With();
        var routes = GatewayApp.ServiceNames.SelectMany(RoutesOf).ToList();
        routes.Count.ShouldBeGreaterThan(50);

        foreach (var route in routes)
        {
            using var withoutToken = await Send(app.Anybody, route);
            using var withToken = await Send(app.SignedIn, route);

            withoutToken.StatusCode.ShouldBe(route.IsOpen ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, $"{route} without a token");
            withToken.StatusCode.ShouldBe(HttpStatusCode.OK, $"{route} with a token");
            (await Reached.By(withToken)).Service.ShouldBe(route.Service, $"{route}");
        }
    }

    private static IEnumerable<Route> RoutesOf(string service)
    {
        var name = char.ToUpperInvariant(service[0]) + service[1..];
        var sources = Repository.Sources($"services/{name}/Features").Select(File.ReadAllText).ToList();
        var group = sources.Select(source => Group().Match(source)).Single(match => match.Success).Groups["path"].Value;
        foreach (Match route in sources.SelectMany(source => Mapping().Matches(source)))
        {
            var path = Parameter().Replace(route.Groups["path"].Value, "01890a5d-ac96-774b-bcce-b302099a8057");
            var isPublic = path.StartsWith("/.well-known/", StringComparison.Ordinal) || path.StartsWith("/connect/", StringComparison.Ordinal);
            yield return new Route(
                service, route.Groups["method"].Value.ToUpperInvariant(), isPublic ? path : group + path,
                route.Groups["rest"].Value.Contains("AllowAnonymous", StringComparison.Ordinal));
        }
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, Route route)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), new Uri(route.Path, UriKind.Relative));
        return await client.SendAsync(request);
    }

    private sealed record Route(string Service, string Method, string Path, bool IsOpen);

    [GeneratedRegex(@"MapGroup\(""(?<path>/api/[^""]+)""\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Group();

    [GeneratedRegex(@"\.Map(?<method>Get|Post|Put|Delete)\(""(?<path>/[^""]+)""(?<rest>[^;]*);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mapping();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
