using Academy.Portal.Clients;

namespace Academy.Portal.Pages.Passport;

internal sealed class SharesModel(OwnPassportClient passports, TimeProvider time) : LearnerPage(time)
{
    public const string Stopped = "stopped";

    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<ListedShare>? Shares { get; private set; }

    public bool WasStopped { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        WasStopped = TempData[Stopped] is true;
        Shares = (await passports.Shares(Learner, cancellationToken).OrDown())?.Shares;
    }
}
