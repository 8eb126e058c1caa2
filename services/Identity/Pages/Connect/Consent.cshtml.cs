using Academy.Identity.Connect;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages.Connect;

/// <summary>Asks a person whether a service of somebody else may do what it asks for.</summary>
[AllowAnonymous]
internal sealed class ConsentModel(Authorizing authorizing, IdentityDb db, TimeProvider time, IStringLocalizer<Words> words) : PageModel
{
    [BindProperty]
    public string? Decision { get; set; }

    /// <summary>The scopes the page showed: nothing else is consented to, whatever changed meanwhile.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    public Authorization Asked { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
        => Meet(id, () => Task.FromResult<IActionResult>(Page()), cancellationToken);

    public Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
        => Meet(id, async () =>
        {
            var goOn = AuthorizeModel.ContinueAt(Asked.Pending!.Id);
            switch (Decision)
            {
                case "allow":
                    await Give(Asked.Scopes.Intersect(Scopes.Read(Shown ?? "")).ToArray(), cancellationToken);
                    return new SeeOtherResult(goOn);
                case "refuse":
                    return new SeeOtherResult($"{goOn}&refused");
                default:
                    ModelState.AddModelError(nameof(Decision), words["Select whether you allow this"]);
                    return Page();
            }
        }, cancellationToken);

    /// <summary>In one statement, so that a form that is sent twice does no harm.</summary>
    private Task<int> Give(string[] scopes, CancellationToken cancellationToken)
        => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO consents (account_id, client_id, scopes, given_at)
            VALUES ({Asked.Person!.Account.Id}, {Asked.Client.Id}, {scopes}, {time.GetUtcNow()})
            ON CONFLICT (account_id, client_id) DO UPDATE
            SET given_at = excluded.given_at, scopes = ARRAY(SELECT DISTINCT unnest(consents.scopes || excluded.scopes))
            """,
            cancellationToken);

    private async Task<IActionResult> Meet(string id, Func<Task<IActionResult>> work, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        if (await authorizing.Find(HttpContext, id, cancellationToken) is not { MustSignIn: false, Chosen: not null } asked)
        {
            return new SeeOtherResult($"/connect/authorize?continue={Uri.EscapeDataString(id)}");
        }

        Asked = asked;
        return await work();
    }
}
