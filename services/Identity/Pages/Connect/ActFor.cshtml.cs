using Academy.Identity.Connect;
using Academy.Identity.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages.Connect;

/// <summary>Asks whom a person acts for who could act for several. It shows nothing but the person's own roles.</summary>
[AllowAnonymous]
internal sealed class ActForModel(Authorizing authorizing, IdentityDb db, IStringLocalizer<Words> words) : PageModel
{
    [BindProperty]
    public string? ActsFor { get; set; }

    public Authorization Asked { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
        => Meet(id, () =>
        {
            ActsFor = Asked.Request.ActsFor;
            return Task.FromResult<IActionResult>(Page());
        }, cancellationToken);

    public Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
        => Meet(id, async () =>
        {
            if (ActsFor is null || !Asked.Options.Contains(ActsFor))
            {
                ModelState.AddModelError(nameof(ActsFor), words["Select who you want to act for"]);
                return Page();
            }

            Asked.Pending!.Choose(ActsFor, Asked.Person!.Account.Id);
            await db.SaveChangesAsync(cancellationToken);
            return new SeeOtherResult(AuthorizeModel.ContinueAt(Asked.Pending.Id));
        }, cancellationToken);

    private async Task<IActionResult> Meet(string id, Func<Task<IActionResult>> work, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        if (await authorizing.Find(HttpContext, id, cancellationToken) is not { MustSignIn: false } asked)
        {
            return new SeeOtherResult($"/connect/authorize?continue={Uri.EscapeDataString(id)}");
        }

        Asked = asked;
        return await work();
    }
}
