using Academy.Identity.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

internal sealed class FindMyRecordEmployerModel(Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : FindMyRecordPage(drafts, time, words)
{
    [BindProperty]
    public string? Employer { get; set; }

    public void OnGet() => Employer = Wanted!.Employer;

    public IActionResult OnPost()
    {
        if (!IsRight(nameof(Employer), employer: Employer))
        {
            return Page();
        }

        Keep(Wanted! with { Employer = string.IsNullOrWhiteSpace(Employer) ? null : Employer.Trim() });
        return Redirect("/find-my-record/course");
    }
}
