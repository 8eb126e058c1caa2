using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Passport.Add;

/// <summary>Only where the passport has training of the same subject and day: whether this is the same.</summary>
internal sealed class SameModel(OwnPassportClient passports, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : AddPage(drafts, time)
{
    public const string Yes = "yes";
    public const string No = "no";

    [BindProperty]
    public string? IsSame { get; set; }

    public OwnEntry Known { get; private set; } = null!;

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        var elsewhere = await Read(cancellationToken);
        await Typed();
        return elsewhere ?? Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await Read(cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        switch (IsSame)
        {
            case Yes:
                NewTraining.Forget(TempData);
                return Redirect($"/passport/items/{Known.EntryId}");
            case No:
                return Go(Training! with { IsAnother = true }, "Who");
            default:
                ModelState.AddModelError(nameof(IsSame), words["Select if it is the same training"]);
                return Page();
        }
    }

    private async Task<IActionResult?> Read(CancellationToken cancellationToken)
    {
        if (Missing() is { } first)
        {
            return first;
        }

        if (WhenModel.Same(Training!, await passports.Passport(Learner, cancellationToken)) is not { } known)
        {
            return RedirectToPage("Who");
        }

        Known = known;
        return null;
    }
}
