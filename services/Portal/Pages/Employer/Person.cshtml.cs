using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>One of the staff: how they stand in what the employer asks for, and which of what they bring along need not be done again.</summary>
internal sealed class PersonModel(StarterClient starters, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : DecisionsPage(drafts, time, words)
{
    public Starter Starter { get; private set; } = null!;

    public override IReadOnlyList<Brought> Brought => Starter.Decidable;

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        Starter = await starters.Starter(Employer, id, cancellationToken);
        await Fill();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        Starter = await starters.Starter(Employer, id, cancellationToken);
        return await Save(id, (decided, key) => starters.Decide(Employer, id, decided, key, cancellationToken));
    }
}
