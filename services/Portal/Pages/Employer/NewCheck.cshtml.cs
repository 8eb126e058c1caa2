using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Pages.Check;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>An employer checks a new starter's passport with the code they gave. The check is kept.</summary>
[Authorize(For.Employers)]
internal sealed class NewCheckModel(EmployerCheckClient checks, WrongTries tries, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words)
    : CheckForm(tries, time, words)
{
    public Who Who => Who.Of(User)!;

    public bool WasKept { get; private set; }

    /// <summary>Whether the caller's role may not see the checks that are kept.</summary>
    public bool IsForOthers { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        FormKey = Guid.CreateVersion7().ToString();
        IsForOthers = await IsRefused(cancellationToken);
        if (await drafts.Take(HttpContext) is { } typed)
        {
            string? Typed(string field) => typed.GetValueOrDefault(field)?.FirstOrDefault();
            (Code, WasKept) = (Typed(nameof(Code)), true);
            foreach (var part in new[] { "DateOfBirth.Day", "DateOfBirth.Month", "DateOfBirth.Year" })
            {
                ModelState.SetModelValue(part, Typed(part), Typed(part));
            }
        }
    }

    public Task<IActionResult> OnPost(CancellationToken cancellationToken) => Check(
        $"of {Who.Subject}",
        (code, born, key) => checks.Check(code, born, key, cancellationToken),
        (result, _, _, _) => RedirectToPage("Check", new { id = result.CheckId }));

    private async Task<bool> IsRefused(CancellationToken cancellationToken)
    {
        try
        {
            await checks.Checks(Who.OrganisationId!.Value, CheckSearch.All, before: null, cancellationToken);
            return false;
        }
        catch (ServiceDown)
        {
            // Whoever sends the form is told.
            return false;
        }
        catch (Refused)
        {
            return true;
        }
    }
}
