using Academy.Portal.Clients;

namespace Academy.Portal.Pages.Passport;

/// <summary>What employers decided about the learner's training, each with its signed receipt.</summary>
internal sealed class DecisionsModel(StarterClient starters, TimeProvider time) : LearnerPage(time)
{
    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<Receipt>? Receipts { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
        => Receipts = (await starters.OwnReceipts(Learner, cancellationToken).OrDown())?.Receipts;
}
