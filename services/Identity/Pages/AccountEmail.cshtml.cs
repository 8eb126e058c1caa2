using Academy.Identity.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

internal sealed class AccountEmailModel(EmailLinks links, EmployerDomains employers, IStringLocalizer<Words> words) : AccountPage
{
    [BindProperty(SupportsGet = true)]
    public bool Sent { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    /// <summary>The address of an employer that is wanted all the same.</summary>
    [BindProperty]
    public string? Kept { get; set; }

    /// <summary>An address that ends with the job, before it is taken.</summary>
    public string? WorkEmail { get; private set; }

    protected override bool WantsFreshSignIn => true;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryRead(Email, out var address))
        {
            ModelState.AddModelError(nameof(Email), string.IsNullOrWhiteSpace(Email)
                ? words["Enter your email"]
                : words["Enter an email in the right form, like name@example.com"]);
        }
        else if (string.Equals(address, Account.Email, StringComparison.OrdinalIgnoreCase))
        {
            ModelState.AddModelError(nameof(Email), words["This is your email already. Enter another one."]);
        }

        if (ModelState.ErrorCount > 0)
        {
            return Page();
        }

        if (employers.Has(address) && !string.Equals(address, Kept, StringComparison.OrdinalIgnoreCase))
        {
            WorkEmail = address;
            return Page();
        }

        await links.AskToChange(HttpContext, Account, address, cancellationToken);
        return Redirect("/account/email?sent=true");
    }
}
