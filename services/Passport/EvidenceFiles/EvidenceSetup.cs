namespace Academy.Passport.EvidenceFiles;

internal static class EvidenceSetup
{
    /// <summary>Where evidence lies, what scans it, and what removes it.</summary>
    public static void AddEvidence(this IServiceCollection services, IConfiguration configuration)
    {
        // A setting that is wrong stops the service from starting: the sweeper asks for the store. Migrating needs neither.
        services.AddSingleton(new MalwareScan(configuration));
        services.AddSingleton<IEvidenceStore, SealedFolder>();
        services.AddSingleton<EvidenceSweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<EvidenceSweeper>());
    }
}
