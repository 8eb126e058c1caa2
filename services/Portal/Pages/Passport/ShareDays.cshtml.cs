using System.Globalization;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Passport;

/// <summary>Second question: for how long. Its answer makes the code, once however often the form is sent.</summary>
internal sealed class ShareDaysModel(OwnPassportClient passports, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : LearnerPage(time)
{
    private static readonly int[] Lengths = [1, 7, 30];

    /// <summary>The chosen training; none means all of it.</summary>
    [BindProperty(SupportsGet = true)]
    public List<Guid> Items { get; set; } = [];

    [BindProperty]
    public string? Days { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public bool WasKept { get; private set; }

    public async Task OnGet()
    {
        FormKey = Guid.CreateVersion7().ToString();
        if (await drafts.Take(HttpContext) is { } typed)
        {
            (Days, FormKey, WasKept) = (typed.GetValueOrDefault(nameof(Days))?.FirstOrDefault(), typed.GetValueOrDefault(nameof(FormKey))?.FirstOrDefault() ?? FormKey, true);
        }
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!int.TryParse(Days, CultureInfo.InvariantCulture, out var days) || !Lengths.Contains(days))
        {
            ModelState.AddModelError(nameof(Days), words["Select how long the code works"]);
            return Page();
        }

        try
        {
            var share = await passports.Share(Learner, Items.Count == 0 ? null : Items, days, Key(days), cancellationToken);
            TempData[ShareDoneModel.Note(share.ShareId)] = share.Code;
            return RedirectToPage("ShareDone", new { id = share.ShareId });
        }
        catch (Refused refused) when (refused.Slug is "too-many-shares" or "share-entries")
        {
            ModelState.AddModelError("", refused.Slug == "too-many-shares"
                ? words["You have 10 codes that work. Stop one of them first"]
                : words["Some of the training you chose is not in your passport any more. Go back and choose again"]);
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    /// <summary>A form that is sent again with something else in it is another request.</summary>
    private string Key(int days)
        => Once.Key($"{FormKey} {days} {string.Join(' ', Items)}");
}
