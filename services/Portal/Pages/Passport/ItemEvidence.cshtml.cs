using Academy.Pages;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Passport;

/// <summary>A picture of the certificate for training that was added before; also a better one, in place of one that waits or was refused.</summary>
[RequestSizeLimit(EvidenceUpload.MostSent)]
internal sealed class ItemEvidenceModel(OwnPassportClient passports, EvidenceClient evidence, TimeProvider time, IStringLocalizer<Words> words) : LearnerPage(time)
{
    [BindProperty]
    public IFormFile? Certificate { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public OwnEntry Entry { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        FormKey = Guid.CreateVersion7().ToString();
        return await IsWanted(id, cancellationToken) ? Page() : RedirectToPage("Item", new { id });
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        if (!await IsWanted(id, cancellationToken))
        {
            return RedirectToPage("Item", new { id });
        }

        try
        {
            if (await EvidenceUpload.Send(Certificate, Learner, evidence, nameof(Certificate), ModelState, words, cancellationToken) is not { } file)
            {
                return Page();
            }

            await evidence.Attach(id, file, $"{FormKey} {id} {file}", cancellationToken);
            return RedirectToPage("Item", new { id });
        }
        catch (Refused)
        {
            ModelState.AddModelError(nameof(Certificate), words["We could not take this file. Choose another one"]);
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private async Task<bool> IsWanted(Guid id, CancellationToken cancellationToken)
    {
        Entry = (await passports.Passport(Learner, cancellationToken)).Entries.SingleOrDefault(entry => entry.EntryId == id && entry.Declared is not null) ?? throw new NotThere();
        return Entry is { Withdrawal: null, Declared.Evidence: not EvidenceStanding.Accepted };
    }
}
