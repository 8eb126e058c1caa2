using Academy.Identity.Accounts;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

/// <summary>The second proof, after the link.</summary>
[AllowAnonymous]
internal sealed class SignInCodeModel(
    Authenticator authenticator, SigningIn signingIn, UserManager<Account> users, Throttles throttles, IStringLocalizer<Words> words) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    public async Task<IActionResult> OnGetAsync() => await SigningIn.Halfway(HttpContext) is null ? Redirect("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await SigningIn.Halfway(HttpContext) is not { } halfway || await users.FindByIdAsync(halfway.AccountId.ToString()) is not { } account)
        {
            return Redirect("/sign-in");
        }

        if (string.IsNullOrWhiteSpace(Code))
        {
            ModelState.AddModelError(nameof(Code), words["Enter the code from your app"]);
            return Page();
        }

        await throttles.Count(Limit.CodesByACaller, Throttles.Caller(HttpContext), cancellationToken);
        if (!await authenticator.Take(account, Code, cancellationToken))
        {
            ModelState.AddModelError(nameof(Code), words["The code is not right. Enter the newest code your app shows, or a recovery code you have not used."]);
            return Page();
        }

        await signingIn.ByCode(HttpContext, account, cancellationToken);
        return LocalRedirect(halfway.ReturnUrl);
    }
}
