using System.Text.Json;
using Academy.AscWds.Codes;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Passport.Add;

/// <summary>All answers once more, and the button that adds the training: once, however often it is pressed.</summary>
internal sealed class CheckModel(EvidenceClient evidence, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : AddPage(drafts, time)
{
    public string SubjectName => TrainingCategories.TryGet(Training!.Subject, out var subject) ? subject.Name : "";

    public IActionResult OnGet()
    {
        if (Ready() is { } first)
        {
            return first;
        }

        (Training! with { IsChecked = true }).Keep(TempData);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (Ready() is { } first)
        {
            return first;
        }

        try
        {
            var added = await evidence.Declare(Learner, Training!, Key(Training!), cancellationToken);
            NewTraining.Forget(TempData);
            return RedirectToPage("Done", new { id = added.EntryId });
        }
        catch (Refused refused) when (refused.Slug == "already-in-passport")
        {
            return RedirectToPage("Same");
        }
        catch (Refused refused)
        {
            ModelState.AddModelError("", refused.Slug switch
            {
                "completed-too-young" => words["You were younger than 14 on that day. Change the day"],
                "too-many-declared" => words["You added 200 trainings. Remove one that you do not need first"],
                "evidence-unknown" => words["Your picture is not there any more. Send it again"],
                _ => words["We could not add this training. Check your answers and try again"],
            });
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private IActionResult? Ready() => Missing() ?? (Training!.TaughtBy is null ? RedirectToPage("Who") : null);

    /// <summary>With other answers it is another training.</summary>
    private static string Key(NewTraining training) => Once.Key($"{JsonSerializer.Serialize(training with { IsChecked = true })}");
}
