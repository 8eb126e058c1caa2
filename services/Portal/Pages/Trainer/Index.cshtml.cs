using Academy.Portal.Clients;

namespace Academy.Portal.Pages.Trainer;

internal sealed class ClassesModel(ClassClient classes, TimeProvider time) : TrainerPage(time)
{
    public const string Deleted = "class deleted";

    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<ListedDraft>? Drafts { get; private set; }

    public bool WasDeleted { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        WasDeleted = TempData[Deleted] is true;
        Drafts = (await classes.Drafts(cancellationToken).OrDown())?.Drafts;
    }
}
