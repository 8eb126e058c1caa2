namespace Academy.Passport.Imports;

internal static class ImportSetup
{
    public static IServiceCollection AddImports(this IServiceCollection services)
        => services.AddScoped<ImportDesk>().AddSingleton<ImportRunner>().AddHostedService(provider => provider.GetRequiredService<ImportRunner>());
}
