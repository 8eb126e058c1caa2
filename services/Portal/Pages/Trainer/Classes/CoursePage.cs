using System.ComponentModel.DataAnnotations;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Trainer.Classes;

/// <summary>Which course, when, and who taught it: one page, whether the class is new or changed.</summary>
internal abstract class CoursePage(ClassClient classes, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : TrainerPage(time)
{
    private static readonly DateOnly Earliest = new(1970, 1, 1);

    [BindProperty]
    public string? Course { get; set; }

    [BindProperty, FromForm, Display(Name = "The day it was completed"), Required(ErrorMessage = "Enter the day it was completed")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Trainer { get; set; }

    public Teaching Teaching { get; private set; } = null!;

    public bool WasKept { get; private set; }

    protected ClassClient Classes => classes;

    protected IStringLocalizer Words => words;

    protected async Task Show(CancellationToken cancellationToken)
    {
        Teaching = await classes.Teaching(cancellationToken);
        if (await drafts.Take(HttpContext) is { } typed)
        {
            string? Typed(string field) => typed.GetValueOrDefault(field)?.FirstOrDefault();
            (Course, Trainer, WasKept) = (Typed(nameof(Course)), Typed(nameof(Trainer)), true);
            foreach (var part in new[] { "On.Day", "On.Month", "On.Year" })
            {
                ModelState.SetModelValue(part, Typed(part), Typed(part));
            }
        }
    }

    /// <summary>What was chosen, or nothing when something of it is missing or wrong.</summary>
    protected async Task<(Guid Course, Guid Trainer, DateOnly On)?> Chosen(CancellationToken cancellationToken)
    {
        Teaching = await classes.Teaching(cancellationToken);
        var course = Teaching.Courses.FirstOrDefault(known => known.CourseVersionId.ToString() == Course);
        if (course is null)
        {
            ModelState.AddModelError(nameof(Course), words["Select a course"]);
        }

        if (On > Today)
        {
            ModelState.AddModelError($"{nameof(On)}.Day", words["The day must be today or in the past"]);
        }
        else if (On < Earliest)
        {
            ModelState.AddModelError($"{nameof(On)}.Year", words["The day must be after 1969"]);
        }

        var trainer = Teaching.Trainers.FirstOrDefault(known => known.TrainerId.ToString() == Trainer);
        if (trainer is null)
        {
            ModelState.AddModelError(nameof(Trainer), words["Select who taught it"]);
        }

        return ModelState.IsValid && course is not null && trainer is not null && On is { } day ? (course.CourseVersionId, trainer.TrainerId, day) : null;
    }

    /// <summary>Says on the page why the service did not keep it.</summary>
    protected IActionResult Say(Refused refused)
    {
        ModelState.AddModelError("", refused.Slug switch
        {
            "too-many-drafts" => words["You have begun 50 classes. Record or delete one of them first"],
            "stale-version" => words["Somebody changed this class meanwhile. Load the page again"],
            _ => words["We could not keep this class. Check your answers and try again"],
        });
        return Page();
    }
}
