namespace Academy.Identity.Personas;

internal static class PersonasSetup
{
    /// <summary>Only in Development; elsewhere not even what is compiled in has an address.</summary>
    public static void AddPersonas(this WebApplicationBuilder builder) => builder.Services.AddScoped<PersonaAccounts>();

    public static void MapPersonas(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            PersonaAccounts.Map(app);
        }
    }
}
