using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.Session;

/// <summary>Where signing in ends: the first page of the person's group, or why there is none.</summary>
[Authorize(For.Anybody)]
internal sealed class HomeModel : PageModel
{
    public Who Who { get; private set; } = null!;

    /// <summary>They wanted a page of another group.</summary>
    public bool NotYours { get; private set; }

    public IActionResult OnGet(string? not)
    {
        Who = Who.Of(User)!;
        NotYours = not is not null;
        return Who.Home is { } home && !NotYours ? Redirect(home) : Page();
    }
}
