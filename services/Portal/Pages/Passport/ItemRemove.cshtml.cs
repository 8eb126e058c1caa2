using Academy.Pages;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Passport;

/// <summary>Takes back training the learner added.</summary>
internal sealed class ItemRemoveModel(OwnPassportClient passports, EvidenceClient evidence, TimeProvider time, IStringLocalizer<Words> words) : LearnerPage(time)
{
    private const string Reason = "The learner removed it.";

    public OwnEntry Entry { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
        => await Stands(id, cancellationToken) ? Page() : RedirectToPage("Item", new { id });

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        if (!await Stands(id, cancellationToken))
        {
            return RedirectToPage("Item", new { id });
        }

        try
        {
            await evidence.Remove(id, Reason, $"remove {id}", cancellationToken);
            return RedirectToPage("Item", new { id });
        }
        catch (Refused)
        {
            ModelState.AddModelError("", words["We could not remove this training. Load the page again"]);
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private async Task<bool> Stands(Guid id, CancellationToken cancellationToken)
    {
        Entry = (await passports.Passport(Learner, cancellationToken)).Entries.SingleOrDefault(entry => entry.EntryId == id && entry.Declared is not null) ?? throw new NotThere();
        return Entry.Withdrawal is null;
    }
}
