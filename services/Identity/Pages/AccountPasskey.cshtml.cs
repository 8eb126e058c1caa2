using Academy.Identity.Accounts;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Pages;

internal sealed class AccountPasskeyModel(UserManager<Account> users, Post post, IStringLocalizer<Words> words) : AccountPage
{
    [BindProperty]
    public string? Name { get; set; }

    protected override bool WantsFreshSignIn => true;

    public async Task OnGetAsync(string id) => Name = (await Find(id)).Name;

    public async Task<IActionResult> OnPostAsync(string id)
    {
        var passkey = await Find(id);
        if (!PasskeyName.TryRead(Name, out var name))
        {
            ModelState.AddModelError(nameof(Name), words["Give the passkey a name of 50 letters or fewer"]);
            return Page();
        }

        passkey.Name = name;
        await users.AddOrUpdatePasskeyAsync(Account, passkey);
        return Redirect("/account/passkeys");
    }

    public async Task<IActionResult> OnPostRemoveAsync(string id)
    {
        var passkey = await Find(id);
        post.Add(new Notification("passkey-removed", Account.Email!, "A passkey was removed from your account", Letters.SecurityChanged("A passkey was removed from your Academy account.")));
        await users.RemovePasskeyAsync(Account, passkey.CredentialId);
        return Redirect("/account/passkeys");
    }

    private async Task<UserPasskeyInfo> Find(string id)
    {
        try
        {
            return await users.GetPasskeyAsync(Account, Base64UrlEncoder.DecodeBytes(id)) ?? throw new NotThere();
        }
        catch (FormatException)
        {
            throw new NotThere();
        }
    }
}
