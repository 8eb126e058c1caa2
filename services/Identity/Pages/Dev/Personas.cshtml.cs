using Academy.Identity.Accounts;
using Academy.Identity.Domain;
using Academy.Identity.Personas;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Identity.Pages;

/// <summary>One click signs in as a person of the demo. It is compiled only where <c>-p:Personas=true</c> asks for it, and has no address outside Development.</summary>
[AllowAnonymous]
internal sealed class PersonasModel(PersonaAccounts personas, Issuer issuer) : PageModel
{
    /// <summary>What the system that was clicked signs in with, shown once.</summary>
    public PersonaCredentials? Credentials { get; private set; }

    public string TokenAddress => $"{issuer.Name}/connect/token";

    /// <summary>A deep link, <c>?as=amara&amp;go=/account</c>, does what the button does.</summary>
    public Task<IActionResult> OnGetAsync(string? @as, string? go, CancellationToken cancellationToken)
        => @as is null ? Task.FromResult<IActionResult>(Page()) : OnPostAsync(@as, go, cancellationToken);

    public async Task<IActionResult> OnPostAsync(string? @as, string? go, CancellationToken cancellationToken)
    {
        if (@as == Persona.Robin.Key)
        {
            Response.Headers.CacheControl = "no-store";
            Credentials = await personas.NewSecret(cancellationToken);
            return Page();
        }

        if (Persona.Find(@as) is not { } persona)
        {
            return NotFound();
        }

        await personas.SignIn(HttpContext, persona, cancellationToken);
        return LocalRedirect(LocalUrl.OrAccount(go ?? persona.Go));
    }
}
