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
        AddAsThePerson<OwnPassportClient>("Passport");
        AddAsThePerson<EvidenceClient>("Passport", EvidenceClient.Longest);
        AddAsThePerson<EvidenceCheckClient>("Passport");
        AddAsThePerson<DisputeClient>("Passport");
        AddAsThePerson<ApplicationClient>("Kitemark");
        AddAsThePerson<MarkClient>("Kitemark");
        AddAsThePerson<EquivalenceClient>("Kitemark");
        AddAsThePerson<PartnerLogClient>("Kitemark");
        AddAsThePerson<RecordEffectsClient>("Passport", RecordEffectsClient.Longest);
        AddAsThePerson<TierEffectsClient>("Pathway", RecordEffectsClient.Longest);
        AddAsThePerson<BenefitEffectsClient>("Benefits", RecordEffectsClient.Longest);
        builder.Services.AddScoped<DecisionEffects>();
        AddAsThePerson<TierClient>("Pathway");
        AddAsThePerson<StarterClient>("Passport");
        AddAsThePerson<CareCertificateClient>("Passport");
        AddAsThePerson<EmployerCheckClient>("Passport");
        AddAsThePerson<TeamClient>("Passport");
        AddAsThePerson<BenefitsClient>("Benefits");
        AddAsThePerson<WorkClient>("Learner");
        AddAsThePerson<ClassClient>("Passport");
        AddAsThePerson<RecordsClient>("Passport");
        AddAsThePerson<UploadClient>("Passport", UploadClient.Longest);
        AddAsThePerson<StaffClient>("Learner");
        AddAsThePerson<PeopleClient>("Learner");
        AddAsThePerson<RecordRequestClient>("Identity");
        builder.Services.AddTransient<OversightClient>();
        AddAsThePerson<MembersClient>("Identity");
        AddAsThePerson<StaffInvitationClient>("Identity");
        AddAsThePerson<FeedbackClient>("Identity");
        AddAsThePerson<PeopleFiguresClient>("Learner");
        AddAsThePerson<TrainingFiguresClient>("Passport");
        AddAsThePerson<TierFiguresClient>("Pathway");
        AddAsThePerson<WebhookClient>("Passport");
        builder.Services.AddSingleton<DescriptionClient>();
        builder.Services.AddScoped<DataClient>();
        foreach (var part in DataClient.Parts)
        {
            SentAsThePerson(builder.Services.AddHttpClient(DataClient.NameOf(part.Service), http => Configure(http, part.Service, DataClient.Longest)));
        }

        foreach (var service in All)
        {
            builder.Services.AddHttpClient(service, http =>
            {
                Configure(http, service);
                http.Timeout = TimeSpan.FromSeconds(3);
            });
            builder.Services.AddHttpClient(OversightClient.NameOf(service), http => Configure(http, service)).AddHttpMessageHandler<AsThePerson>();
        }

        // Followed by itself, a redirect would lose who asks; and the page is to have the right id in its address.
        void AddAsThePerson<TClient>(string service, TimeSpan? longest = null)
            where TClient : class
            => SentAsThePerson(builder.Services.AddHttpClient<TClient>(http => Configure(http, service, longest)));

        static void SentAsThePerson(IHttpClientBuilder client)
            => client.AddHttpMessageHandler<AsThePerson>().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });

        void Configure(HttpClient http, string service, TimeSpan? longest = null)
        {
            http.BaseAddress = new Uri(builder.Configuration.GetRequired($"Services:{service}"));
            http.Timeout = longest ?? LongestAnswer(builder.Configuration);
        }
    }

    /// <summary>For how long a page waits for a service before it says that it is not there; more where a machine is known to be busy.</summary>
    public static TimeSpan LongestAnswer(IConfiguration configuration) => configuration.GetValue("Portal:LongestAnswer", TimeSpan.FromSeconds(5));
}
