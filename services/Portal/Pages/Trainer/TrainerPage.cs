using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;

namespace Academy.Portal.Pages.Trainer;

/// <summary>A page of whoever records classes for a training provider.</summary>
[Authorize(For.Trainers)]
internal abstract class TrainerPage(TimeProvider time) : SignedInPage(time);

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
