using Academy.Identity.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

/// <summary>The last question: it may be left empty by whoever has answered one of the two before it.</summary>
internal sealed class FindMyRecordCourseModel(Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : FindMyRecordPage(drafts, time, words)
{
    [BindProperty]
    public string? LastCourse { get; set; }

    public void OnGet() => LastCourse = Wanted!.LastCourse;

    public IActionResult OnPost()
    {
        if (string.IsNullOrWhiteSpace(LastCourse) && Wanted is { AcademyNumber: null, Employer: null })
        {
            ModelState.AddModelError(nameof(LastCourse), Words["Enter your passport number, the name of your employer or the course you did last as well."]);
            return Page();
        }

        if (!IsRight(nameof(LastCourse), lastCourse: LastCourse))
        {
            return Page();
        }

        Keep(Wanted! with { LastCourse = string.IsNullOrWhiteSpace(LastCourse) ? null : LastCourse.Trim() });
        return Redirect("/find-my-record/check");
    }
}
