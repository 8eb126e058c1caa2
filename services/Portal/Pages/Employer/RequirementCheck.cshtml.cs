using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>What a change of the list would do, in people, and the button that makes it.</summary>
internal sealed class RequirementCheckModel(TeamClient team, TimeProvider time, IStringLocalizer<Words> words) : RequirementsPage(team, time)
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public RequirementChange Change { get; private set; } = null!;

    public string Name => NameOf(Change.Code)!;

    /// <summary>None when the service does not answer.</summary>
    public RequirementsEffect? Effect { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (await Missing(cancellationToken) is { } form)
        {
            return form;
        }

        await See(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await Missing(cancellationToken) is { } form)
        {
            return form;
        }

        try
        {
            await Team.SetRequirements(Employer, Change.Version, Change.In(Asked.Subjects), cancellationToken);
            return Done();
        }
        catch (Refused) when (Change.IsMade(Asked.Subjects))
        {
            // The button was pressed twice.
            return Done();
        }
        catch (Refused refused)
        {
            Forget(Code);
            ModelState.AddModelError("", refused.IsStale
                ? words["Somebody else changed the list meanwhile. Load the page again, then make your change"]
                : words["We could not save this. Load the page again"]);
        }
        catch (NotThere)
        {
            ModelState.AddModelError("", words["Only somebody who acts for the whole employer can change this"]);
        }
        catch (Academy.Pages.ServiceDown)
        {
            return Down();
        }

        return Page();
    }

    private RedirectToPageResult Done()
    {
        Forget(Code);
        TempData[Change.Subject is null ? Removed : Saved] = Name;
        return RedirectToPage("Requirements");
    }

    /// <summary>Where it leads if there is no change to check.</summary>
    private async Task<IActionResult?> Missing(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        if (!MayChange || Noted(Code) is not { } noted || NameOf(noted.Code) is null)
        {
            return RedirectToPage("Requirement", new { code = Code });
        }

        Change = noted;
        return null;
    }

    private async Task See(CancellationToken cancellationToken)
    {
        try
        {
            Effect = await Team.Preview(Employer, Change.In(Asked.Subjects), cancellationToken).OrDown();
        }
        catch (NotThere)
        {
            ModelState.AddModelError("", words["Only somebody who acts for the whole employer can change this"]);
        }
    }
}
