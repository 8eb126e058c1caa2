using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;

namespace Academy.Gateway;

/// <summary>The gateway is ready when every service behind it is.</summary>
internal sealed class ServicesReady(HttpClient http, IProxyStateLookup proxy) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var waiting = (await Task.WhenAll(proxy.GetClusters()
                .SelectMany(cluster => cluster.Destinations.Values.Select(d => (Name: cluster.ClusterId, d.Model.Config.Address)))
                .Select(async service => (service.Name, IsReady: await IsReady(service.Address, cancellationToken)))))
            .Where(service => !service.IsReady).Select(service => service.Name).ToList();
        return waiting.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"Waiting for {string.Join(", ", waiting)}");
    }

    private async Task<bool> IsReady(string address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"{address.TrimEnd('/')}/health/ready"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
