using Academy.Identity.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

internal sealed class FindMyRecordModel(Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : FindMyRecordPage(drafts, time, words)
{
    [BindProperty]
    public string? FullName { get; set; }

    protected override bool IsFirst => true;

    public void OnGet() => FullName = Wanted?.FullName ?? Account.FullName;

    public IActionResult OnPost()
    {
        if (string.IsNullOrWhiteSpace(FullName))
        {
            ModelState.AddModelError(nameof(FullName), Words["Enter your full name"]);
            return Page();
        }

        if (!IsRight(nameof(FullName), fullName: FullName))
        {
            return Page();
        }

        Keep((Wanted ?? new WantedRecord(Account.Id, FullName, Account.DateOfBirth)) with { FullName = FullName.Trim() });
        return Redirect("/find-my-record/date-of-birth");
    }
}
