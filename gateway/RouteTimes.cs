using Microsoft.AspNetCore.Http.Timeouts;

namespace Academy.Gateway;

/// <summary>A route's time is configuration. A service that does not answer in it is given up with 504.</summary>
internal static class RouteTimes
{
    public static void UseRouteTimes(this IApplicationBuilder app)
    {
        app.UseRequestTimeouts();

        // The proxy takes a request whose time is over for one whose caller has gone, and blames the caller (400).
        app.Use(async (http, next) =>
        {
            await next(http);
            if (http.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true && !http.Response.HasStarted)
            {
                http.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
            }
        });
    }
}
