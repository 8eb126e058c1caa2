using Academy.Identity.Accounts;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

/// <summary>A passkey first, a link by e-mail second. What it answers says nothing of who has an account.</summary>
[AllowAnonymous]
internal sealed class SignInModel(
    EmailLinks links, Drafts drafts, Passkeys passkeys, SigningIn signingIn, Throttles throttles, TimeProvider time, IStringLocalizer<Words> words)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The person is signed in and is asked to show once more that it is them.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Again { get; set; }

    /// <summary>As typed, or as the client that asked for the sign-in believes (login_hint).</summary>
    [BindProperty(SupportsGet = true)]
    public string? Email { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    public void OnGet() => ReturnUrl = LocalUrl.Safe(ReturnUrl);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        ReturnUrl = LocalUrl.Safe(ReturnUrl);
        if (!EmailAddress.TryRead(Email, out var address))
        {
            ModelState.AddModelError(nameof(Email), string.IsNullOrWhiteSpace(Email)
                ? words["Enter your email"]
                : words["Enter an email in the right form, like name@example.com"]);
            return Page();
        }

        await links.AskToSignIn(HttpContext, address, ReturnUrl, cancellationToken);
        drafts.Write(HttpContext, Sent.Draft, new Sent(LinkPurpose.SignIn, address, ReturnUrl, time.GetUtcNow()));
        return Redirect("/sign-in/sent");
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync(CancellationToken cancellationToken)
    {
        await throttles.Count(Limit.PasskeysByACaller, Throttles.Caller(HttpContext), cancellationToken);
        return Content(await passkeys.AskFor(), "application/json");
    }

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancellationToken)
    {
        ReturnUrl = LocalUrl.Safe(ReturnUrl);
        await throttles.Count(Limit.PasskeysByACaller, Throttles.Caller(HttpContext), cancellationToken);
        if (await passkeys.WhoShowed(Credential) is not { } account)
        {
            ModelState.AddModelError("", words["Your passkey was not accepted. Try again, or use your email."]);
            return Page();
        }

        await signingIn.ByPasskey(HttpContext, account, cancellationToken);
        return LocalRedirect(LocalUrl.OrAccount(ReturnUrl));
    }
}

/// <summary>Where a link was sent, and when, for the page that says so.</summary>
internal sealed record Sent(LinkPurpose Purpose, string Address, string? ReturnUrl, DateTimeOffset At)
{
    public const string Draft = "sent";
}
