using Academy.ServiceDefaults;

namespace Academy.Passport.EvidenceFiles;

internal static class EvidenceSetup
{
    /// <summary>Where evidence lies, what scans it, and what removes it.</summary>
    public static void AddEvidence(this IServiceCollection services, IConfiguration configuration)
    {
        // A setting that is wrong stops the service from starting: the sweeper asks for the store. Migrating needs neither.
        services.AddSingleton(new MalwareScan(configuration));
        services.AddSingleton(_ => Store(configuration));
        services.AddSingleton<SealedEvidence>();
        services.AddSingleton<EvidenceSweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<EvidenceSweeper>());
    }

    /// <summary>A bucket where one is set up (<c>Evidence:Bucket</c> with Address, Name, AccessKey, SecretKey and, for some, Region), or else a folder.</summary>
    private static IEvidenceStore Store(IConfiguration configuration)
        => configuration.GetSection("Evidence:Bucket") is var bucket && bucket.Exists()
            ? new EvidenceBucket(bucket)
            : new EvidenceFolder(configuration.GetRequired("Evidence:Folder"));
}
