using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Passport;

/// <summary>First question: what to share. The answer goes on in the address, as ids that mean nothing to others.</summary>
internal sealed class ShareModel(OwnPassportClient passports, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : LearnerPage(time)
{
    public const string All = "all";
    public const string Some = "some";

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public List<string> Items { get; set; } = [];

    public OwnPassport Passport { get; private set; } = null!;

    public bool WasKept { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Passport = await passports.Passport(Learner, cancellationToken);
        if (await drafts.Take(HttpContext) is { } typed)
        {
            (What, Items, WasKept) = (typed.GetValueOrDefault(nameof(What))?.FirstOrDefault(), [.. typed.GetValueOrDefault(nameof(Items)) ?? []], true);
        }
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        Passport = await passports.Passport(Learner, cancellationToken);
        var chosen = Items.Where(item => Passport.Entries.Any(entry => entry.EntryId.ToString() == item)).Distinct().ToList();
        switch (What)
        {
            case All:
                return RedirectToPage("ShareDays");
            case Some when chosen.Count > 0:
                return RedirectToPage("ShareDays", new { items = chosen });
            case Some:
                ModelState.AddModelError(nameof(Items), words["Choose at least one training"]);
                return Page();
            default:
                ModelState.AddModelError(nameof(What), words["Select if you want to share all or some of your training"]);
                return Page();
        }
    }
}
