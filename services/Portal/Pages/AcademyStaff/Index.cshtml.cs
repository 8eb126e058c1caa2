using Academy.Portal.Clients;

namespace Academy.Portal.Pages.AcademyStaff;

/// <summary>What waits for Academy staff.</summary>
internal sealed class OverviewModel(EvidenceCheckClient evidence, TimeProvider time) : AcademyPage(time)
{
    public bool ChecksEvidence => Who.May("evidence.check");

    /// <summary>None when the service does not answer.</summary>
    public EvidenceQueue? Evidence { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
        => Evidence = ChecksEvidence ? await evidence.Queue(after: null, cancellationToken).OrDown() : null;
}
