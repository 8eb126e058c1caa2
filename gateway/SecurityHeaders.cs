using Microsoft.AspNetCore.HttpOverrides;

namespace Academy.Gateway;

/// <summary>What every answer tells a browser, and whom the gateway believes about where a request came from.</summary>
internal static class SecurityHeaders
{
    private const string ForData = "default-src 'none'; frame-ancestors 'none'";
    private const string ForPages = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void AddSecurityHeaders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHsts(hsts =>
        {
            hsts.MaxAge = TimeSpan.FromDays(365);
            hsts.IncludeSubDomains = true;
        });
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            // Nobody is believed unless configured; the framework's own default is the machine itself.
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var network in configuration.GetSection("TrustedProxies").Get<string[]>() ?? [])
            {
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
            }
        });
    }

    /// <summary>First in line, so that refusals carry them as well.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        // An empty list of proxies means everybody to the middleware, not nobody.
        if (app.Configuration.GetSection("TrustedProxies").GetChildren().Any())
        {
            app.UseForwardedHeaders();
        }

        app.Use((http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                Tell(http.Response);
                return Task.CompletedTask;
            });
            return next(http);
        });
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }
    }

    private static void Tell(HttpResponse response)
    {
        var headers = response.Headers;
        headers.Remove("Server");
        headers.Remove("X-Powered-By");
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        // Not no-referrer: with that, browsers send forms without saying which origin they come from.
        headers["Referrer-Policy"] = "same-origin";
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true ? ForPages : ForData;
        }
    }
}
