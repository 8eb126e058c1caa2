using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Trainer.Classes;

internal sealed class NewModel(ClassClient classes, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : CoursePage(classes, drafts, time, words)
{
    /// <summary>One form, one class, however often it is sent.</summary>
    [BindProperty]
    public string? FormKey { get; set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        FormKey = Guid.CreateVersion7().ToString();
        await Show(cancellationToken);
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await Chosen(cancellationToken) is not { } chosen)
        {
            return Page();
        }

        try
        {
            var draft = await Classes.Begin(Key(chosen), new ClassContent(chosen.Course, chosen.Trainer, chosen.On, []), cancellationToken);
            return RedirectToPage("People", new { id = draft.DraftId });
        }
        catch (Refused refused)
        {
            return Say(refused);
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    /// <summary>A form that is sent again with something else in it is another class.</summary>
    private string Key((Guid Course, Guid Trainer, DateOnly On) chosen)
        => Once.Key($"{FormKey} {chosen.Course} {chosen.Trainer} {chosen.On:O}");
}
