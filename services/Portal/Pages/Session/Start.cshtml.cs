using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.Session;

/// <summary>Sends people to sign in, and to where they wanted to go afterwards.</summary>
[AllowAnonymous]
internal sealed class StartModel : PageModel
{
    /// <param name="choose">Ask whom they act for, although they chose before.</param>
    public async Task<IActionResult> OnGet(string? returnUrl, bool choose)
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        // A session that is still there ends first: whoever signs in gets one with a key of its own.
        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        var asked = new AuthenticationProperties { RedirectUri = Url.IsLocalUrl(returnUrl) && returnUrl.Length <= 2000 ? returnUrl : "/home" };
        if (choose)
        {
            asked.Parameters["prompt"] = "select_account";
        }

        return Challenge(asked, OpenIdConnectDefaults.AuthenticationScheme);
    }
}
