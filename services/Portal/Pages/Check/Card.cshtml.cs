using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.Check;

/// <summary>
/// Where the code on a passport's card leads. It asks no service: a number can be read off a badge and never changes, so it must not
/// tell whether there is such a passport, or whose it is.
/// </summary>
[AllowAnonymous]
internal sealed class CardModel : PageModel
{
    public string Number { get; private set; } = "";

    public void OnGet(string number)
    {
        Response.Headers.CacheControl = "no-store";
        Response.Headers["X-Robots-Tag"] = "noindex";
        Number = Codes.TryRead(number, out var code) ? $"CPA-{Codes.Show(code)}" : throw new NotThere();
    }
}
