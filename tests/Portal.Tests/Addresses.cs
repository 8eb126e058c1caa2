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
        ["/passport/items/{id:guid}"] = $"/passport/items/{TeamStandIn.KitemarkedId}",
        ["/passport/share/{id:guid}"] = $"/passport/share/{TeamStandIn.OldShareId}",
        ["/passport/shares/{id:guid}/stop"] = $"/passport/shares/{TeamStandIn.OldShareId}/stop",
        ["/employer/{kind:regex(^(expired|missing|expiring)$)}"] = "/employer/expired",
    };

    public static IReadOnlyList<(string Route, string Address)> Of(PortalApp app)
    {
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.Trim('/')}").Where(route => route != "/Index").Distinct(StringComparer.Ordinal).ToList();
        routes.Count.ShouldBeGreaterThan(10);
        return [.. routes.Select(route => (route, Examples.TryGetValue(route, out var example) ? example : Plain(route)))];
    }

    /// <summary>Who has to be signed in to see it; nobody for a page that is open to everybody.</summary>
    public static Somebody? ReaderOf(string address) => address switch
    {
        _ when address.StartsWith("/passport", StringComparison.Ordinal) || address == "/session/end" => Somebody.Amara,
        _ when address.StartsWith("/employer", StringComparison.Ordinal) => Somebody.Ruth,
        _ when address.StartsWith("/partner", StringComparison.Ordinal) => Somebody.Joanne,
        "/home" => Somebody.Sam,
        _ => null,
    };

    /// <summary>A page that only leads somewhere else.</summary>
    public static bool OnlyLeadsOn(string route) => route is "/check/result/{id:guid}" or "/session/start" or "/partner/result";

    private static string Plain(string route)
        => route.Contains('{') ? throw new ShouldAssertException($"Give {route} an example in {nameof(Addresses)}.") : route;
}
