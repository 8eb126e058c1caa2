using System.Text.Json;
using Academy.Contracts.Passport;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Trainer.Classes;

/// <summary>The answers once more, and the button that records them: once, however often it is pressed.</summary>
internal sealed class CheckModel(ClassClient classes, TimeProvider time, IStringLocalizer<Words> words) : ClassPage(classes, time)
{
    [BindProperty]
    public string? FormKey { get; set; }

    [BindProperty]
    public long Version { get; set; }

    public IReadOnlyList<DraftedPerson> Passed => [.. Draft.People.Where(person => person.Result == "Passed")];

    public bool IsKitemarked => Draft.Assurance == Assurance.Kitemarked;

    public int Count(string result) => Draft.People.Count(person => person.Result == result);

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        (FormKey, Version) = (Guid.CreateVersion7().ToString(), Draft.Version);
        return Draft.People.Count == 0 || Draft.People.Any(person => person.IsBad) ? RedirectToPage("People", new { id })
            : Draft.People.Any(person => person.Result is null) ? RedirectToPage("Results", new { id })
            : Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            await Read(id, cancellationToken);
        }
        catch (NotThere) when (DoneModel.IsKnown(TempData, id))
        {
            return RedirectToPage("Done", new { id });
        }

        if (Draft.Version != Version)
        {
            TempData[Changed] = true;
            return DoneModel.IsKnown(TempData, id) ? RedirectToPage("Done", new { id }) : RedirectToPage(new { id });
        }

        if (Passed.Count == 0)
        {
            ModelState.AddModelError("", words["Nobody passed, so there is nothing to record. You can delete the class"]);
            return Page();
        }

        try
        {
            var recorded = await Classes.Record(Draft, Passed, Key(), cancellationToken);
            TempData[DoneModel.Note(id)] = JsonSerializer.Serialize(new DoneClass(
                Draft.Title, Draft.CompletedOn, Passed.Count, recorded.Recorded, recorded.AlreadyRecorded, recorded.NotFound,
                recorded.Warnings.Any(warning => warning.Code == ClassWarning.CareCertificate)));
            await Finish(recorded, cancellationToken);
            return RedirectToPage("Done", new { id });
        }
        catch (Refused)
        {
            ModelState.AddModelError("", words["We could not record this class. Check course, day and trainer"]);
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    /// <summary>Who was recorded leaves the list; who needs a match stays on it. If this fails the list stays as it was, and recording again adds nothing twice.</summary>
    private async Task Finish(RecordedClass recorded, CancellationToken cancellationToken)
    {
        var left = Passed.Zip(recorded.Completions).Where(row => row.Second.Outcome == "NotFound").Select(row => ClassPerson.Of(row.First)).ToList();
        try
        {
            await (left.Count == 0
                ? Classes.Delete(Draft.DraftId, cancellationToken)
                : Classes.Keep(Draft.DraftId, Draft.Version, ClassContent.Of(Draft) with { People = left }, cancellationToken));
        }
        catch (Exception failure) when (failure is ServiceDown or Refused or NotThere)
        {
            // What counts is recorded.
        }
    }

    private string Key() => Once.Key($"{FormKey} {Draft.DraftId} {Version}");
}
