using Academy.Identity.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Identity.Pages;

internal sealed class AccountRecoveryCodesModel(Drafts drafts) : AccountPage
{
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (Read() is not { } made)
        {
            return Redirect("/account/two-step");
        }

        Codes = made.Codes;
        return Page();
    }

    public IActionResult OnPost()
    {
        var next = Read()?.ReturnUrl;
        drafts.Clear(HttpContext, NewCodes.Draft);
        return LocalRedirect(LocalUrl.OrAccount(next));
    }

    private NewCodes? Read()
        => drafts.Read<NewCodes>(HttpContext, NewCodes.Draft) is { } made && made.AccountId == Account.Id ? made : null;
}
