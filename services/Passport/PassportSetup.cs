using Academy.Passport.Consumers;
using Academy.Passport.Credentials;
using Academy.Passport.EvidenceFiles;
using Academy.Passport.Features;
using Academy.Passport.Imports;
using Academy.Passport.Webhooks;
using Academy.People;
using Academy.ServiceDefaults;

namespace Academy.Passport;

internal static class PassportSetup
{
    /// <summary>What the service's own features and consumers are made of.</summary>
    public static void AddPassport(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPeople().AddSingleton<CodeHasher>().AddScoped<PassportAccess>();
        services.AddScoped<LearnerIntake>().AddScoped<EmploymentIntake>().AddScoped<MarkIntake>().AddScoped<MergedPassports>();
        services.AddSingleton<ReassessmentRunner>().AddHostedService(provider => provider.GetRequiredService<ReassessmentRunner>());
        services.AddSingleton<ExpiryReminders>().AddHostedService(provider => provider.GetRequiredService<ExpiryReminders>());
        services.AddImports();
        services.AddWebhooks(configuration);
        services.AddCredentials(configuration);
        services.AddEvidence(configuration);
    }
}
