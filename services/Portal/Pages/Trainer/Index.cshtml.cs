using Academy.Portal.Clients;
using Academy.Portal.Sessions;

namespace Academy.Portal.Pages.Trainer;

internal sealed class ClassesModel(ClassClient classes, DisputeClient disputes, TimeProvider time) : TrainerPage(time)
{
    public const string Deleted = "class deleted";

    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<ListedDraft>? Drafts { get; private set; }

    /// <summary>Records that people say are wrong; none when the service does not answer, or others of the organisation answer.</summary>
    public DisputeQueue? Disputes { get; private set; }

    public bool WasDeleted { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        WasDeleted = TempData[Deleted] is true;
        Drafts = (await classes.Drafts(cancellationToken).OrDown())?.Drafts;
        Disputes = Who.May(Who.AnswersDisputes) ? await disputes.Queue(after: null, cancellationToken).OrDown() : null;
    }
}
