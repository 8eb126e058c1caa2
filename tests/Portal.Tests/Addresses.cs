using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Tests;

/// <summary>Every page the portal serves, as its own route table says, with an address to ask for. A new route without one fails.</summary>
internal static class Addresses
{
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["/check/result/{id:guid}"] = $"/check/result/{StandIns.MovingId}",
        ["/courses/{id:guid}"] = $"/courses/{StandIns.MovingId}",
        ["/providers/{id:guid}"] = $"/providers/{StandIns.ProviderId}",
    };

    public static IReadOnlyList<(string Route, string Address)> Of(PortalApp app)
    {
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.Trim('/')}").Where(route => route != "/Index").Distinct(StringComparer.Ordinal).ToList();
        routes.Count.ShouldBeGreaterThan(10);
        return [.. routes.Select(route => (route, Examples.TryGetValue(route, out var example) ? example : Plain(route)))];
    }

    private static string Plain(string route)
        => route.Contains('{') ? throw new ShouldAssertException($"Give {route} an example in {nameof(Addresses)}.") : route;
}
