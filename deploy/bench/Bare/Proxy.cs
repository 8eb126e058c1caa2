using Yarp.ReverseProxy.Configuration;

namespace Academy.Bare;

/// <summary>YARP with one route and nothing else: what any gateway costs.</summary>
internal static class Proxy
{
    public static WebApplication Build(WebApplicationBuilder builder, string target)
    {
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "one", Match = new RouteMatch { Path = "{**rest}" } }],
            [new ClusterConfig
            {
                ClusterId = "one",
                Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal) { ["only"] = new() { Address = target } },
            }]);
        var app = builder.Build();
        app.MapReverseProxy();
        return app;
    }
}
