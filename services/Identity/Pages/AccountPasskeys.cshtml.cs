using Academy.Identity.Accounts;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Pages;

/// <summary>A passkey as its owner knows it; the id is the credential's, in base64url.</summary>
internal sealed record MyPasskey(string Id, string Name, DateTimeOffset CreatedAt)
{
    public static MyPasskey Of(UserPasskeyInfo passkey)
        => new(Base64UrlEncoder.Encode(passkey.CredentialId), passkey.Name ?? "Passkey", passkey.CreatedAt);
}

internal sealed class AccountPasskeysModel(Passkeys passkeys, UserManager<Account> users, Post post, IStringLocalizer<Words> words) : AccountPage
{
    private const int Most = 20;

    public IReadOnlyList<MyPasskey> Mine { get; private set; } = [];

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    protected override bool WantsFreshSignIn => true;

    protected override bool IsForSettingUp => true;

    public async Task OnGetAsync()
        => Mine = [.. (await users.GetPasskeysAsync(Account)).Select(MyPasskey.Of).OrderBy(passkey => passkey.CreatedAt)];

    public async Task<IActionResult> OnPostOptionsAsync() => Content(await passkeys.AskToMake(Account), "application/json");

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!PasskeyName.TryRead(Name, out var name))
        {
            ModelState.AddModelError(nameof(Name), words["Give the passkey a name of 50 letters or fewer"]);
        }
        else if (Mine.Count >= Most)
        {
            ModelState.AddModelError("", words["You have 20 passkeys. Remove one that you do not use."]);
        }
        else
        {
            post.Add(new Notification("passkey-added", Account.Email!, "A passkey was added to your account", Letters.SecurityChanged("A passkey was added to your Academy account.")));
            if (await passkeys.Keep(Account, Credential, name))
            {
                return Redirect("/account/passkeys");
            }

            ModelState.AddModelError("", words["No passkey was added. Try again."]);
        }

        return Page();
    }
}

internal static class PasskeyName
{
    public static bool TryRead(string? typed, out string name)
    {
        name = typed?.Trim() ?? "";
        return name.Length is > 0 and <= Passkeys.LongestName && !name.Any(symbol => char.IsControl(symbol) || char.IsSurrogate(symbol) || symbol >= '\uFFFE');
    }
}
