using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.Trainer;

/// <summary>A page of whoever records classes for a training provider.</summary>
[Authorize(For.Trainers)]
internal abstract class TrainerPage(TimeProvider time) : PageModel
{
    public Who Who => Who.Of(User)!;

    public DateTimeOffset Now => time.GetUtcNow();

    public DateOnly Today => time.Today();

    /// <summary>When something could not be kept or recorded because the service did not answer.</summary>
    public DateTimeOffset? DownAt { get; protected set; }

    /// <summary>The page again, with everything that was typed.</summary>
    protected IActionResult Down()
    {
        DownAt = Now;
        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Page();
    }
}

/// <summary>One step of a class that is not recorded yet.</summary>
internal abstract class ClassPage(ClassClient classes, TimeProvider time) : TrainerPage(time)
{
    /// <summary>The class was changed elsewhere after this page was shown.</summary>
    public const string Changed = "class changed meanwhile";

    public ClassDraft Draft { get; protected set; } = null!;

    public bool WasChanged { get; protected set; }

    protected ClassClient Classes => classes;

    protected async Task Read(Guid id, CancellationToken cancellationToken)
    {
        WasChanged = TempData[Changed] is true;
        Draft = await classes.Draft(id, cancellationToken);
    }
}
