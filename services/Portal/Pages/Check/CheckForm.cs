using System.ComponentModel.DataAnnotations;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Check;

/// <summary>A share code and a date of birth: the one question at the public door and at an employer's.</summary>
internal abstract class CheckForm(WrongTries tries, TimeProvider time, IStringLocalizer<Words> words) : PageModel
{
    [BindProperty, FromForm, Display(Name = "Share code"), Required(ErrorMessage = "Enter the share code"), StringLength(40, ErrorMessage = "The share code is too long. It has 9 letters and numbers")]
    public string? Code { get; set; }

    [BindProperty, FromForm, Display(Name = "Date of birth"), Required(ErrorMessage = "Enter their date of birth")]
    public DateOnly? DateOfBirth { get; set; }

    /// <summary>One form, one check, however often it is sent.</summary>
    [BindProperty]
    public string? FormKey { get; set; }

    /// <summary>When a check could not be made because the service did not answer.</summary>
    public DateTimeOffset? DownAt { get; private set; }

    /// <summary>Checks what was typed, once, and counts a wrong try for the code and for whoever tried.</summary>
    protected async Task<IActionResult> Check(string triedBy, Func<string, DateOnly, string, Task<CheckResult>> check, Func<CheckResult, string, DateOnly, string, IActionResult> done)
    {
        var code = "";
        if (Code is { Length: > 0 and <= 40 } && !Codes.TryRead(Code, out code))
        {
            ModelState.AddModelError(nameof(Code), words["Check the code. It has 9 letters and numbers, for example 4F7-KQ2-M9X"]);
        }

        if (DateOfBirth > time.Today())
        {
            ModelState.AddModelError($"{nameof(DateOfBirth)}.Year", words["Date of birth must be in the past"]);
        }

        if (!ModelState.IsValid || DateOfBirth is not { } born)
        {
            return Page();
        }

        string[] who = [$"code {code}", triedBy];
        tries.Refuse(who);
        var key = KeyOf(code, born);
        try
        {
            return done(await check(code, born, key), code, born, key);
        }
        catch (Refused refused) when (refused.Slug == "nothing-shared")
        {
            tries.Add(who);
            ModelState.AddModelError(nameof(Code), words["We cannot find a shared passport with this code and date of birth. Check both, or ask for a new code"]);
            return Page();
        }
        catch (ServiceDown)
        {
            // The form stays, with what was typed.
            DownAt = time.GetUtcNow();
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Page();
        }
    }

    /// <summary>A form that is sent again with something else in it is another request.</summary>
    private string KeyOf(string code, DateOnly born)
        => Once.Key($"{FormKey} {code} {born:O}");
}
