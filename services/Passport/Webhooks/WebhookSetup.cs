using Academy.ServiceDefaults;

namespace Academy.Passport.Webhooks;

internal static class WebhookSetup
{
    private static readonly TimeSpan LogKept = TimeSpan.FromDays(30);

    public static void AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        var addresses = new WebhookAddress(configuration.GetValue("Webhooks:AllowLoopback", false));
        services.AddSingleton(addresses).AddSingleton<WebhookHttp>().AddSingleton<WebhookSender>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookSender>());
        services.AddHttpClient(WebhookHttp.Client).ConfigurePrimaryHttpMessageHandler(() => WebhookHttp.Handler(addresses));
        services.AddSingleton(new Sweep("DELETE FROM webhook_deliveries WHERE occurred_at < $1 AND state <> 'Waiting'", LogKept));
    }
}
