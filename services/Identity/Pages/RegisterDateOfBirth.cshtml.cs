using System.ComponentModel.DataAnnotations;
using Academy.Identity.Accounts;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

internal sealed class RegisterDateOfBirthModel(TimeProvider time, IStringLocalizer<Words> words) : RegisterPage
{
    [BindProperty, Display(Name = "Date of birth")]
    public DateOnly? DateOfBirth { get; set; }

    protected override string? Before(Answers answers) => answers.FullName is null ? "/register" : null;

    public void OnGet() => DateOfBirth = Answers.DateOfBirth;

    public IActionResult OnPost()
    {
        if (DateOfBirth is not { } day)
        {
            // What is wrong with a part of the date has been said already.
            if (ModelState.ErrorCount == 0)
            {
                ModelState.AddModelError(nameof(DateOfBirth), words["Enter your date of birth"]);
            }

            return Page();
        }

        if (!PersonalDetails.IsPlausible(day, time.Today()))
        {
            ModelState.AddModelError(nameof(DateOfBirth), day > time.Today() ? words["Your date of birth must be in the past"] : words["Check the year of your date of birth"]);
            return Page();
        }

        return PersonalDetails.IsOldEnough(day, time.Today())
            ? Keep(Answers with { DateOfBirth = day }, "/register/email")
            : Redirect("/register/too-young");
    }
}
