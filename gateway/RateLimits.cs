using System.Globalization;
using System.Threading.RateLimiting;

namespace Academy.Gateway;

/// <summary>Requests a minute for one caller: a signed-in client, otherwise an address. The figures are configuration.</summary>
internal static class RateLimits
{
    public static void AddRateLimits(this IServiceCollection services, IConfiguration configuration)
        => services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = TellWhenToComeBack;
            foreach (var policy in configuration.GetSection("RateLimits").GetChildren())
            {
                var perMinute = policy.Get<int>();
                limiter.AddPolicy(policy.Key, http => RateLimitPartition.GetFixedWindowLimiter(
                    http.User.FindFirst("client_id")?.Value ?? http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
                    _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
            }
        });

    private static async ValueTask TellWhenToComeBack(Microsoft.AspNetCore.RateLimiting.OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Ceiling(wait.TotalSeconds) : 60;
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await Results.Problem(
            statusCode: StatusCodes.Status429TooManyRequests,
            type: "/problems/too-many-requests",
            detail: $"Too many requests. Try again in {seconds} seconds.").ExecuteAsync(rejected.HttpContext);
    }
}
