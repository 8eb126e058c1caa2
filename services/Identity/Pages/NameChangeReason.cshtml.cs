using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

internal sealed class NameChangeReasonModel(IdentityDb db, Drafts drafts, IStringLocalizer<Words> words) : NameChangePage(db, drafts)
{
    private const int Longest = 1000;

    [BindProperty]
    public string? Reason { get; set; }

    public IActionResult OnGet()
    {
        Reason = Wanted.Reason;
        return Wanted.NewName is null ? Redirect("/account/name-change") : Page();
    }

    public IActionResult OnPost()
    {
        if (Wanted.NewName is null)
        {
            return Redirect("/account/name-change");
        }

        var reason = Reason?.Trim().ReplaceLineEndings("\n") ?? "";
        if (reason.Length is 0 or > Longest || reason.Any(symbol => (char.IsControl(symbol) && symbol != '\n') || symbol >= '\uFFFE'))
        {
            ModelState.AddModelError(nameof(Reason), reason.Length == 0 ? words["Tell us why your name changed"] : words["Your reason must be 1,000 letters or fewer"]);
            return Page();
        }

        Keep(Wanted with { Reason = reason });
        return Redirect("/account/name-change/check");
    }
}
