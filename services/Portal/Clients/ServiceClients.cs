using Academy.Portal.Sessions;
using Academy.ServiceDefaults;

namespace Academy.Portal.Clients;

internal static class ServiceClients
{
    /// <summary>The parts of the Academy whose health the status page tells, by their names in configuration.</summary>
    public static IReadOnlyList<string> All { get; } = ["Passport", "Kitemark", "Learner", "Pathway", "Benefits", "Identity"];

    public static void AddServiceClients(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient<KitemarkClient>(http => Configure(http, "Kitemark"));
        builder.Services.AddHttpClient<PassportClient>(http => Configure(http, "Passport"));
        builder.Services.AddHttpClient<OwnPassportClient>(http => Configure(http, "Passport")).AddHttpMessageHandler<AsThePerson>();
        builder.Services.AddHttpClient<TierClient>(http => Configure(http, "Pathway")).AddHttpMessageHandler<AsThePerson>();
        builder.Services.AddHttpClient<TeamClient>(http => Configure(http, "Passport")).AddHttpMessageHandler<AsThePerson>();
        builder.Services.AddHttpClient<BenefitsClient>(http => Configure(http, "Benefits")).AddHttpMessageHandler<AsThePerson>();
        builder.Services.AddHttpClient<StaffClient>(http => Configure(http, "Learner")).AddHttpMessageHandler<AsThePerson>();
        foreach (var service in All)
        {
            builder.Services.AddHttpClient(service, http =>
            {
                Configure(http, service);
                http.Timeout = TimeSpan.FromSeconds(3);
            });
        }

        void Configure(HttpClient http, string service)
        {
            http.BaseAddress = new Uri(builder.Configuration.GetRequired($"Services:{service}"));
            http.Timeout = TimeSpan.FromSeconds(5);
        }
    }
}
