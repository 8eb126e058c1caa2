using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Academy.Gateway;

/// <summary>
/// Requests a minute for one caller: the client of a checked token, otherwise an address. A route names its limit as its
/// policy, and maybe one for each share code; the figures are configuration. What is left is told with every answer (IETF
/// draft httpapi-ratelimit-headers).
/// </summary>
internal static class RateLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var limits = configuration.GetSection("RateLimits").GetChildren().ToDictionary(limit => limit.Key, limit => limit.Get<int>());
        var callers = Limiter(limits, http => Limit(http) is { } limit ? (limit, Caller(http)) : null);
        var codes = Limiter(limits, http => http.Features.Get<LimitedCode>() is { } code ? (code.Limit, code.Code) : null);
        services.AddSingleton(new CountedLimits(limits, callers, codes));
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = TellWhenToComeBack;

            // One limiter counts for all the names, because only a limiter that is held here can be asked what is left.
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(callers, codes);
            foreach (var name in limits.Keys)
            {
                options.AddPolicy(name, _ => RateLimitPartition.GetNoLimiter(name));
            }
        });
    }

    public static void UseRateLimits(this IApplicationBuilder app)
    {
        var counted = app.ApplicationServices.GetRequiredService<CountedLimits>();
        app.Use((http, next) =>
        {
            if (Limit(http) is { } limit)
            {
                http.Response.OnStarting(() =>
                {
                    counted.Tell(http, limit);
                    return Task.CompletedTask;
                });
            }

            return next(http);
        });
        app.UseRateLimiter();
    }

    private static PartitionedRateLimiter<HttpContext> Limiter(
        Dictionary<string, int> limits, Func<HttpContext, (string Limit, string Who)?> counted)
        => PartitionedRateLimiter.Create<HttpContext, (string Limit, string Who)>(http => counted(http) is { } one
            ? RateLimitPartition.GetFixedWindowLimiter(one, _ => new() { PermitLimit = limits[one.Limit], Window = Window, QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter(("", "")));

    private static string? Limit(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;

    private static string Caller(HttpContext http)
        => http.User.FindFirst("client_id") is { } client ? $"client {client.Value}" : $"address {http.Connection.RemoteIpAddress}";

    private static async ValueTask TellWhenToComeBack(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Ceiling(wait.TotalSeconds) : Window.TotalSeconds;
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await Results.Problem(
            statusCode: StatusCodes.Status429TooManyRequests,
            type: "/problems/too-many-requests",
            detail: $"Too many requests. Try again in {seconds} seconds.").ExecuteAsync(rejected.HttpContext);
    }

    private sealed record CountedLimits(
        IReadOnlyDictionary<string, int> Limits, PartitionedRateLimiter<HttpContext> Callers, PartitionedRateLimiter<HttpContext> Codes)
    {
        public void Tell(HttpContext http, string limit)
        {
            var limits = new List<(string Name, long Left)> { (limit, Left(Callers, http)) };
            if (http.Features.Get<LimitedCode>() is { } code)
            {
                limits.Add((code.Limit, Left(Codes, http)));
            }

            var headers = http.Response.Headers;
            var isRefused = headers.RetryAfter.Count == 1 && http.Response.StatusCode == StatusCodes.Status429TooManyRequests;
            headers["RateLimit-Policy"] = string.Join(", ", limits.Select(one => string.Create(
                CultureInfo.InvariantCulture, $"\"{one.Name}\";q={Limits[one.Name]};w={Window.TotalSeconds}")));
            headers["RateLimit"] = string.Join(", ", limits.Select(one => string.Create(
                CultureInfo.InvariantCulture, $"\"{one.Name}\";r={one.Left}") + (isRefused && one.Left == 0 ? $";t={headers.RetryAfter}" : "")));
        }

        private static long Left(PartitionedRateLimiter<HttpContext> limiter, HttpContext http)
            => Math.Max(0, limiter.GetStatistics(http)?.CurrentAvailablePermits ?? 0);
    }
}
