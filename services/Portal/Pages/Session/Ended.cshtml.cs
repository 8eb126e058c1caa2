using Academy.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.Session;

[AllowAnonymous]
internal sealed class EndedModel : PageModel
{
    public string SignInAt { get; private set; } = "";

    public async Task OnGet(string? returnUrl)
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        Menu.Show(HttpContext, Menu.Everybody, name: null);
        SignInAt = Url.IsLocalUrl(returnUrl) ? $"/session/start?returnUrl={Uri.EscapeDataString(returnUrl)}" : "/session/start";
    }
}
