using Academy.Portal.Clients;

namespace Academy.Portal.Pages.Employer;

/// <summary>The receipt of a check: what was found when, and apart from that what became of it since.</summary>
internal sealed class CheckModel(EmployerCheckClient checks, TimeProvider time) : EmployerPage(time)
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public SavedCheck Check { get; private set; } = null!;

    /// <summary>Whether the caller's role is not one that sees receipts.</summary>
    public bool IsForOthers { get; private set; }

    /// <summary>The day that decided what had expired.</summary>
    public DateOnly On => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Check.CheckedAt, London).DateTime);

    public IEnumerable<Receipt> Decisions => Check.Decidable.Select(brought => brought.Decision).OfType<Receipt>();

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            Check = await checks.Saved(id, cancellationToken);
        }
        catch (Refused)
        {
            IsForOthers = true;
        }
    }
}
