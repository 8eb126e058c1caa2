using Academy.Portal.Clients;

namespace Academy.Portal.Pages.Disputes;

internal sealed class DisputesModel(DisputeClient disputes, TimeProvider time) : DisputePage(time)
{
    public const string Done = "dispute answered";

    /// <summary>None when the service does not answer.</summary>
    public DisputeQueue? Queue { get; private set; }

    /// <summary>What was just done: answered or withdrawn.</summary>
    public string? JustNow { get; private set; }

    /// <summary>The last one of this page, where there are more.</summary>
    public Guid? Next => Queue?.Next is null ? null : Queue.Disputes[^1].DisputeId;

    public async Task OnGet(Guid? after, CancellationToken cancellationToken)
    {
        Queue = await disputes.Queue(after, cancellationToken).OrDown();
        JustNow = TempData[Done] as string;
    }
}
