using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.AcademyStaff;

/// <summary>A page of Academy staff. What of it somebody may do, their role decides at the services.</summary>
[Authorize(For.Academy)]
internal abstract class AcademyPage(TimeProvider time) : PageModel
{
    public Who Who => Who.Of(User)!;

    public DateTimeOffset Now => time.GetUtcNow();

    public DateOnly Today => time.Today();

    /// <summary>When something could not be decided because the service did not answer.</summary>
    public DateTimeOffset? DownAt { get; private set; }

    /// <summary>The page again, with everything that was typed.</summary>
    protected IActionResult Down()
    {
        DownAt = Now;
        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Page();
    }
}
