using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>What of the training a check showed need not be done again: decided before the person starts.</summary>
internal sealed class DecideModel(EmployerCheckClient checks, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : DecisionsPage(drafts, time, words)
{
    public SavedCheck Check { get; private set; } = null!;

    public override IReadOnlyList<Brought> Brought => Check.Decidable;

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        await Fill();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        return await Save(id, (decided, key) => checks.Decide(Employer, id, decided, key, cancellationToken));
    }

    private async Task Read(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            Check = await checks.Saved(id, cancellationToken);
        }
        catch (Refused)
        {
            // Only managers and administrators see the receipts of checks.
            throw new NotThere();
        }
    }
}
