using Academy.Identity.Accounts;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

/// <summary>
/// Where a link of a message leads. Programs that look through mail open links; so opening it changes nothing, and only the
/// button uses it up.
/// </summary>
[AllowAnonymous]
internal sealed class SignInLinkModel(
    EmailLinks links, Registration registration, EmailChange emailChange, SigningIn signingIn, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words)
    : PageModel
{
    public EmailLink? Link { get; private set; }

    public bool IsOpen => Link?.IsOpen(time.GetUtcNow()) == true;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        Link = await links.Find(token, cancellationToken);
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellationToken)
    {
        Link = await links.Find(token, cancellationToken);
        if (Link is null)
        {
            return Show();
        }

        var current = await Sessions.Current(HttpContext);
        if (!IsOpen)
        {
            // The second of two tabs, or a second press of the button: the first has signed this browser in.
            return Link.UsedAt is not null && Link.AccountId is { } owner && owner == current?.AccountId
                ? LocalRedirect(LocalUrl.OrAccount(Link.ReturnUrl))
                : Show();
        }

        return Link.Purpose switch
        {
            LinkPurpose.ChangeEmail => await ChangeEmail(Link, current, token, cancellationToken),
            _ => await registration.Enter(Link, cancellationToken) is { } account
                ? LocalRedirect(await signingIn.ByEmail(HttpContext, account, Link.ReturnUrl, cancellationToken))
                : await OnGetAsync(token, cancellationToken),
        };
    }

    public async Task<IActionResult> OnPostAgainAsync(string token, CancellationToken cancellationToken)
    {
        Link = await links.Find(token, cancellationToken);
        if (Link is null or { Purpose: LinkPurpose.ChangeEmail })
        {
            return Show();
        }

        if (Link is { Purpose: LinkPurpose.Register, Details: not null })
        {
            var answers = links.AnswersOf(Link);
            drafts.Write(HttpContext, RegisterPage.Draft, answers);
            await links.AskToRegister(HttpContext, answers, cancellationToken);
        }
        else
        {
            await links.AskToSignIn(HttpContext, Link.Address, Link.ReturnUrl, cancellationToken);
        }

        drafts.Write(HttpContext, Sent.Draft, new Sent(Link.Purpose, Link.Address, Link.ReturnUrl, time.GetUtcNow()));
        return Redirect("/sign-in/sent");
    }

    private async Task<IActionResult> ChangeEmail(EmailLink link, SignedIn? current, string token, CancellationToken cancellationToken)
    {
        // Whoever got the message need not be whoever asked for the change: only the account itself can take the address.
        if (current?.AccountId != link.AccountId)
        {
            return Redirect($"/sign-in?returnUrl={Uri.EscapeDataString($"/sign-in/link/{token}")}");
        }

        if (!await emailChange.Take(link, cancellationToken))
        {
            ModelState.AddModelError("", words["This email is used by another account. Nothing was changed."]);
            return Page();
        }

        return Redirect("/account");
    }

    private PageResult Show()
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        Response.StatusCode = IsOpen ? StatusCodes.Status200OK : StatusCodes.Status410Gone;
        return Page();
    }
}
