using System.ComponentModel.DataAnnotations;
using Academy.Identity.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

internal sealed class FindMyRecordDateOfBirthModel(Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : FindMyRecordPage(drafts, time, words)
{
    [BindProperty, Display(Name = "Date of birth")]
    public DateOnly? DateOfBirth { get; set; }

    public void OnGet() => DateOfBirth = Wanted!.DateOfBirth;

    public IActionResult OnPost()
    {
        if (DateOfBirth is not { } day)
        {
            // What is wrong with a part of the date has been said already.
            if (ModelState.ErrorCount == 0)
            {
                ModelState.AddModelError(nameof(DateOfBirth), Words["Enter your date of birth"]);
            }

            return Page();
        }

        if (!IsRight(nameof(DateOfBirth), dateOfBirth: day))
        {
            return Page();
        }

        Keep(Wanted! with { DateOfBirth = day });
        return Redirect("/find-my-record/number");
    }
}
