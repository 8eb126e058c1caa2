using System.ComponentModel.DataAnnotations;
using Academy.AscWds.Codes;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Passport.Add;

/// <summary>Second question: when it was completed, and until when the certificate says that it counts.</summary>
internal sealed class WhenModel(OwnPassportClient passports, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : AddPage(drafts, time)
{
    private const int LongestValidity = 10;
    private static readonly DateOnly Earliest = new(1970, 1, 1);

    [BindProperty, FromForm, Display(Name = "The day you completed it"), Required(ErrorMessage = "Enter the day you completed it")]
    public DateOnly? CompletedOn { get; set; }

    [BindProperty, FromForm, Display(Name = "The last day it counts")]
    public DateOnly? ValidUntil { get; set; }

    public async Task<IActionResult> OnGet()
    {
        if (Missing(wantsDay: false) is { } first)
        {
            return first;
        }

        (CompletedOn, ValidUntil) = (Training!.CompletedOn, Training.ValidUntil);
        if (await Typed() is { } typed)
        {
            foreach (var part in new[] { "CompletedOn.Day", "CompletedOn.Month", "CompletedOn.Year", "ValidUntil.Day", "ValidUntil.Month", "ValidUntil.Year" })
            {
                ModelState.SetModelValue(part, typed.GetValueOrDefault(part)?.FirstOrDefault(), typed.GetValueOrDefault(part)?.FirstOrDefault());
            }
        }

        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (Missing(wantsDay: false) is { } first)
        {
            return first;
        }

        if (CompletedOn > Today)
        {
            ModelState.AddModelError($"{nameof(CompletedOn)}.Day", words["The day must be today or in the past"]);
        }
        else if (CompletedOn < Earliest)
        {
            ModelState.AddModelError($"{nameof(CompletedOn)}.Year", words["The day must be after 1969"]);
        }

        if (ValidUntil < CompletedOn)
        {
            ModelState.AddModelError($"{nameof(ValidUntil)}.Day", words["The last day it counts must be after the day you completed it"]);
        }
        else if (CompletedOn is { } day && ValidUntil > day.AddYears(LongestValidity))
        {
            ModelState.AddModelError($"{nameof(ValidUntil)}.Year", words["The last day it counts must be within {0} years. Leave it empty if the certificate names no day", LongestValidity]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answered = Training! with { CompletedOn = CompletedOn, ValidUntil = ValidUntil, IsAnother = Training!.IsAnother && Training.CompletedOn == CompletedOn };
        if (!answered.IsAnother && Same(answered, await passports.Passport(Learner, cancellationToken).OrDown()) is not null)
        {
            answered.Keep(TempData);
            return RedirectToPage("Same");
        }

        return Go(answered, "Who");
    }

    /// <summary>What stands in the passport for the same subject and day; nothing where that cannot be known now, and the service looks itself.</summary>
    public static OwnEntry? Same(NewTraining training, OwnPassport? passport)
        => passport?.Entries.FirstOrDefault(entry => entry.Withdrawal is null && entry.CompletedOn == training.CompletedOn
            && TrainingCategories.TryGet(training.Subject, out var subject) && entry.TrainingCategory == subject.Name);
}
