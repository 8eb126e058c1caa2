using Academy.Portal.Clients;
using Academy.Portal.Sessions;

namespace Academy.Portal.Pages.Trainer;

internal sealed class ClassesModel(ClassClient classes, DisputeClient disputes, KitemarkClient kitemark, TimeProvider time) : TrainerPage(time)
{
    public const string Deleted = "class deleted";

    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<ListedDraft>? Drafts { get; private set; }

    /// <summary>Records that people say are wrong; none when the service does not answer, or others of the organisation answer.</summary>
    public DisputeQueue? Disputes { get; private set; }

    /// <summary>Until when the provider is kitemarked; none when the service does not answer.</summary>
    public ProviderStanding? Standing { get; private set; }

    public bool WasDeleted { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        WasDeleted = TempData[Deleted] is true;
        var standing = Who.May(Who.AppliesForKitemarks) ? kitemark.ProviderStanding(Who.OrganisationId!.Value, Today, cancellationToken).OrDown() : Task.FromResult<ProviderStanding?>(null);
        var wrong = Who.May(Who.AnswersDisputes) ? disputes.Queue(after: null, cancellationToken).OrDown() : Task.FromResult<DisputeQueue?>(null);
        Drafts = (await classes.Drafts(cancellationToken).OrDown())?.Drafts;
        (Disputes, Standing) = (await wrong, await standing);
    }
}
