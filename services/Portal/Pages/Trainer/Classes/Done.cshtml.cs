using System.Text.Json;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Academy.Portal.Pages.Trainer.Classes;

/// <summary>What became of a class that was recorded in this browser.</summary>
internal sealed record DoneClass(string Title, DateOnly On, int Sent, int Recorded, int AlreadyRecorded, int NotFound, bool IsCalledCareCertificate = false);

internal sealed class DoneModel(ClassClient classes, TimeProvider time) : TrainerPage(time)
{
    public DoneClass Done { get; private set; } = null!;

    /// <summary>Who needs a match still; none when the service does not answer.</summary>
    public IReadOnlyList<DraftedPerson>? Left { get; private set; }

    public Guid Id { get; private set; }

    public static string Note(Guid draft) => $"class {draft}";

    public static bool IsKnown(ITempDataDictionary notes, Guid draft) => notes.Peek(Note(draft)) is string;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        Id = id;
        if (TempData.Peek(Note(id)) is not string told)
        {
            return RedirectToPage("/Trainer/Index");
        }

        Done = JsonSerializer.Deserialize<DoneClass>(told)!;
        if (Done.NotFound > 0)
        {
            try
            {
                Left = (await classes.Draft(id, cancellationToken).OrDown())?.People;
            }
            catch (NotThere)
            {
                Left = [];
            }
        }

        return Page();
    }
}
