using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Trainer.Classes;

internal sealed class CourseModel(ClassClient classes, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : CoursePage(classes, drafts, time, words)
{
    [BindProperty]
    public long Version { get; set; }

    public Guid Id { get; private set; }

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        var draft = await Classes.Draft(id, cancellationToken);
        (Id, Version, Course, On, Trainer) = (id, draft.Version, $"{draft.CourseVersionId}", draft.CompletedOn, $"{draft.TrainerId}");
        await Show(cancellationToken);
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        Id = id;
        if (await Chosen(cancellationToken) is not { } chosen)
        {
            return Page();
        }

        try
        {
            var draft = await Classes.Draft(id, cancellationToken);
            var content = ClassContent.Of(draft) with { CourseVersionId = chosen.Course, TrainerId = chosen.Trainer, CompletedOn = chosen.On };
            await Classes.Keep(id, Version, content, cancellationToken);
            return RedirectToPage("People", new { id });
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
}
