using Academy.Portal.Clients;

namespace Academy.Portal.Pages.Employer;

/// <summary>The receipts of what the employer decided about one person's training: to print, or to hand to an inspector.</summary>
internal sealed class ReceiptsModel(StarterClient starters, TimeProvider time) : EmployerPage(time)
{
    public Guid Learner { get; private set; }

    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<Receipt>? Receipts { get; private set; }

    /// <summary>Whether the caller's role is not one that decides.</summary>
    public bool IsForOthers { get; private set; }

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        Learner = id;
        try
        {
            Receipts = (await starters.Receipts(Employer, id, cancellationToken).OrDown())?.Receipts;
        }
        catch (Refused)
        {
            IsForOthers = true;
        }
    }
}
