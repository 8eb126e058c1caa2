using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages;

/// <summary>A page of somebody who is signed in.</summary>
internal abstract class SignedInPage(TimeProvider time) : PageModel
{
    public Who Who => Who.Of(User)!;

    public DateTimeOffset Now => time.GetUtcNow();

    public DateOnly Today => time.Today();

    /// <summary>When something could not be done because the service did not answer.</summary>
    public DateTimeOffset? DownAt { get; private set; }

    /// <summary>The page again, with everything that was typed.</summary>
    protected IActionResult Down()
    {
        DownAt = Now;
        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Page();
    }
}
