using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;

namespace Academy.Portal.Pages.AcademyStaff.Evidence;

[Authorize(For.EvidenceCheckers)]
internal sealed class QueueModel(EvidenceCheckClient evidence, TimeProvider time) : AcademyPage(time)
{
    public const string Decided = "evidence decided";

    /// <summary>None when the service does not answer.</summary>
    public EvidenceQueue? Queue { get; private set; }

    /// <summary>What was just decided: accepted or refused.</summary>
    public string? JustNow { get; private set; }

    /// <summary>The last one of this page, where there are more.</summary>
    public Guid? Next => Queue?.Next is null ? null : Queue.Checks[^1].EntryId;

    public async Task OnGet(Guid? after, CancellationToken cancellationToken)
    {
        Queue = await evidence.Queue(after, cancellationToken).OrDown();
        JustNow = TempData[Decided] as string;
    }
}
