using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Messages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using QRCoder;

namespace Academy.Identity.Pages;

/// <summary>An authenticator app as the second step, and recovery codes for when it is lost.</summary>
internal sealed class AccountTwoStepModel(
    IdentityDb db, Authenticator authenticator, SecondFactor secondFactor, SigningIn signingIn, Sessions sessions, Drafts drafts, Post post, IStringLocalizer<Words> words)
    : AccountPage
{
    public bool IsRequired { get; private set; }

    public int CodesLeft { get; private set; }

    public string KeyInFours { get; private set; } = "";

    public string Picture { get; private set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The key that was shown: it goes round with the form, sealed, until a code confirms it.</summary>
    [BindProperty]
    public string? SealedKey { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    protected override bool WantsFreshSignIn => true;

    protected override bool IsForSettingUp => true;

    public Task OnGetAsync(CancellationToken cancellationToken) => Show(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Account.TwoFactorEnabled)
        {
            return Redirect("/account/two-step");
        }

        if (!await authenticator.SetUp(Account, SealedKey ?? "", Code, cancellationToken))
        {
            ModelState.AddModelError(nameof(Code), string.IsNullOrWhiteSpace(Code)
                ? words["Enter the code from your app"]
                : words["The code is not right. Enter the newest code your app shows."]);
            await Show(cancellationToken);
            return Page();
        }

        Tell("Two-step sign-in was turned on for your Academy account.");
        await db.SaveChangesAsync(cancellationToken);
        await sessions.EndAll(Account.Id, except: Me.SessionId, cancellationToken);
        await signingIn.ByCode(HttpContext, Account, cancellationToken);
        return await ShowNewCodes(cancellationToken);
    }

    public async Task<IActionResult> OnPostCodesAsync(CancellationToken cancellationToken)
        => Account.TwoFactorEnabled ? await ShowNewCodes(cancellationToken) : Redirect("/account/two-step");

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        if (Account.TwoFactorEnabled && !await secondFactor.IsRequired(Account, cancellationToken))
        {
            Tell("Two-step sign-in was turned off for your Academy account.");
            await authenticator.Remove(Account, cancellationToken);
        }

        return Redirect("/account/two-step");
    }

    private async Task<IActionResult> ShowNewCodes(CancellationToken cancellationToken)
    {
        var codes = await authenticator.RenewRecoveryCodes(Account, cancellationToken);
        drafts.Write(HttpContext, NewCodes.Draft, new NewCodes(Account.Id, codes, LocalUrl.Safe(ReturnUrl)));
        return Redirect("/account/two-step/codes");
    }

    private async Task Show(CancellationToken cancellationToken)
    {
        ReturnUrl = LocalUrl.Safe(ReturnUrl);
        IsRequired = await secondFactor.IsRequired(Account, cancellationToken);
        CodesLeft = await db.RecoveryCodes.CountAsync(code => code.AccountId == Account.Id, cancellationToken);
        if (Account.TwoFactorEnabled)
        {
            return;
        }

        // A wrong code does not change the key that is in the app already.
        if (authenticator.Open(Account, SealedKey) is not { } key)
        {
            SealedKey = authenticator.NewKey(Account);
            key = authenticator.Open(Account, SealedKey)!;
        }

        KeyInFours = string.Join(' ', key.Chunk(4).Select(four => new string(four)));
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(Authenticator.Address(Account, key), QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        Picture = $"data:image/png;base64,{Convert.ToBase64String(picture.GetGraphic(6))}";
    }

    private void Tell(string what)
        => post.Add(new Notification("two-step-changed", Account.Email!, "Two-step sign-in was changed on your account", Letters.SecurityChanged(what)));
}

/// <summary>Recovery codes on their way to the page that shows them, once.</summary>
internal sealed record NewCodes(Guid AccountId, IReadOnlyList<string> Codes, string? ReturnUrl)
{
    public const string Draft = "codes";
}
