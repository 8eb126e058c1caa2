using Academy.Identity.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

/// <summary>With a number nothing more is asked.</summary>
internal sealed class FindMyRecordNumberModel(Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : FindMyRecordPage(drafts, time, words)
{
    [BindProperty]
    public string? AcademyNumber { get; set; }

    public void OnGet() => AcademyNumber = Wanted!.AcademyNumber;

    public IActionResult OnPost()
    {
        if (!IsRight(nameof(AcademyNumber), academyNumber: AcademyNumber))
        {
            return Page();
        }

        var isGiven = !string.IsNullOrWhiteSpace(AcademyNumber);
        Keep(Wanted! with { AcademyNumber = isGiven ? AcademyNumber!.Trim() : null });
        return Redirect(isGiven ? "/find-my-record/check" : "/find-my-record/employer");
    }
}
