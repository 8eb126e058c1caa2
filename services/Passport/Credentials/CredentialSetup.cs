namespace Academy.Passport.Credentials;

internal static class CredentialSetup
{
    /// <summary>Credentials: the Academy as an issuer, its keys, what it signs and what it makes of what others signed.</summary>
    public static void AddCredentials(this IServiceCollection services, IConfiguration configuration)
    {
        // A setting that is wrong stops the service from starting.
        var trusted = ForeignIssuers.Trusted(configuration);
        services.AddSingleton(new CredentialIssuer(configuration));
        services.AddSingleton<KeySeal>();
        services.AddSingleton<CredentialKeys>();
        services.AddSingleton<StatusLists>();
        services.AddScoped<CredentialDesk>();
        services.AddSingleton<CredentialRenewal>().AddHostedService(provider => provider.GetRequiredService<CredentialRenewal>());
        services.AddSingleton(provider => new ForeignIssuers(provider.GetRequiredService<IHttpClientFactory>(), trusted));
        services.AddScoped<CredentialVerifier>();
        services.AddHttpClient(ForeignIssuers.Client, client => (client.Timeout, client.MaxResponseContentBufferSize) = (ForeignIssuers.Longest, ForeignIssuers.MostBytes))
            .ConfigurePrimaryHttpMessageHandler(ForeignIssuers.Handler);
    }
}
