using Academy.Identity.Accounts;
using Academy.Identity.Domain;
using Academy.Pages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

/// <summary>Says that a link was sent, to everybody who asked for one.</summary>
[AllowAnonymous]
internal sealed class SignInSentModel(EmailLinks links, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : PageModel
{
    public Sent? Sent { get; private set; }

    public IActionResult OnGet()
    {
        Sent = drafts.Read<Sent>(HttpContext, Pages.Sent.Draft);
        return Sent is null ? Redirect("/sign-in") : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Sent = drafts.Read<Sent>(HttpContext, Pages.Sent.Draft);
        if (Sent is null)
        {
            return Redirect("/sign-in");
        }

        var sendAgainAt = Sent.At + EmailLinks.SendAgainAfter;
        if (time.GetUtcNow() < sendAgainAt)
        {
            ModelState.AddModelError("", words["Wait a minute before you ask for a new link. You can ask again at {0}.", sendAgainAt.AddMinutes(1).ToTime()]);
            return Page();
        }

        if (Sent.Purpose == LinkPurpose.Register && drafts.Read<Answers>(HttpContext, RegisterPage.Draft) is { Email: not null } answers)
        {
            await links.AskToRegister(HttpContext, answers, cancellationToken);
        }
        else
        {
            await links.AskToSignIn(HttpContext, Sent.Address, Sent.ReturnUrl, cancellationToken);
        }

        drafts.Write(HttpContext, Pages.Sent.Draft, Sent with { At = time.GetUtcNow() });
        return Redirect("/sign-in/sent");
    }
}
