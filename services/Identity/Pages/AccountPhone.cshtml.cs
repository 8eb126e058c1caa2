using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

/// <summary>The number the Academy may call; none is an answer, too. Nobody signs in with it.</summary>
internal sealed class AccountPhoneModel(IdentityDb db, IStringLocalizer<Words> words) : AccountPage
{
    [BindProperty]
    public string? Phone { get; set; }

    protected override bool WantsFreshSignIn => true;

    public void OnGet() => Phone = Account.PhoneNumber;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!PersonalDetails.TryReadPhone(Phone, out var phone))
        {
            ModelState.AddModelError(nameof(Phone), words["Enter a phone number, like 07700 900 982 or +44 808 157 0192"]);
            return Page();
        }

        await db.Accounts.Where(account => account.Id == Account.Id)
            .ExecuteUpdateAsync(account => account.SetProperty(a => a.PhoneNumber, phone), cancellationToken);
        TempData["Done"] = words["Your phone number is changed."].Value;
        return Redirect("/account");
    }
}
