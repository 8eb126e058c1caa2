using Academy.Identity.Accounts;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Identity.Pages;

/// <summary>A page about one's own account: it knows who is signed in, and opens only to a sign-in that is enough.</summary>
[Authorize(SignedIn.Policy)]
internal abstract class AccountPage : PageModel
{
    public Account Account { get; private set; } = null!;

    public SignedIn Me { get; private set; } = null!;

    /// <summary>Changing how one signs in wants a sign-in of the last 15 minutes.</summary>
    protected virtual bool WantsFreshSignIn => false;

    /// <summary>Whether it opens to somebody who has still to set up two-step sign-in.</summary>
    protected virtual bool IsForSettingUp => false;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var services = HttpContext.RequestServices;
        Me = SignedIn.From(User);
        Account = await services.GetRequiredService<UserManager<Account>>().FindByIdAsync(Me.AccountId.ToString())
            ?? throw new InvalidOperationException("A session belongs to an account.");
        Response.Headers.CacheControl = "no-cache, no-store";
        var isMissing = await services.GetRequiredService<SecondFactor>().IsMissing(Me.Amr, Account, HttpContext.RequestAborted);
        if (isMissing && (Account.TwoFactorEnabled || !IsForSettingUp))
        {
            context.Result = Redirect(SecondFactor.AskedAt(Account, Here));
        }
        else if (WantsFreshSignIn && !Me.IsFresh(services.GetRequiredService<TimeProvider>().GetUtcNow()))
        {
            context.Result = Redirect($"/sign-in?again=true&returnUrl={Uri.EscapeDataString(Here)}");
        }
        else
        {
            await next();
        }
    }

    private string Here => Request.Path;
}
