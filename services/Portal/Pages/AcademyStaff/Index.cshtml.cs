using Academy.Portal.Clients;

namespace Academy.Portal.Pages.AcademyStaff;

/// <summary>What waits for Academy staff.</summary>
internal sealed class OverviewModel(EvidenceCheckClient evidence, TimeProvider time) : AcademyPage(time)
{
    /// <summary>None when the service does not answer.</summary>
    public EvidenceQueue? Evidence { get; private set; }

    /// <summary>The person's role does not let them see it.</summary>
    public bool IsNotTheirs { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        try
        {
            Evidence = await evidence.Queue(after: null, cancellationToken).OrDown();
        }
        catch (Refused refused) when (refused.IsForbidden)
        {
            IsNotTheirs = true;
        }
    }
}
