using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Identity.Pages;

internal static class DevelopmentPages
{
    /// <summary>Pages under /dev have no address outside Development.</summary>
    public static void KeepDevelopmentPagesInDevelopment(this WebApplicationBuilder builder)
    {
#if PERSONAS
        builder.Services.AddScoped<Personas.PersonaAccounts>();
#endif
        if (!builder.Environment.IsDevelopment())
        {
            builder.Services.Configure<RazorPagesOptions>(pages =>
                pages.Conventions.AddFolderRouteModelConvention("/Dev", page => page.Selectors.Clear()));
        }
    }
}
