using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Check;

[AllowAnonymous]
internal sealed class CheckModel(
    PassportClient passports, WrongTries tries, CheckTickets tickets, TimeProvider time, IStringLocalizer<Words> words) : PageModel
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

    public void OnGet() => FormKey = Guid.CreateVersion7().ToString();

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
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

        string[] who = [$"code {code}", $"from {HttpContext.Connection.RemoteIpAddress}"];
        tries.Refuse(who);
        var key = KeyOf(code, born);
        try
        {
            var result = await passports.Check(code, born, key, cancellationToken);
            tickets.Give(HttpContext, new CheckTicket(result.CheckId, code, born, key));
            return RedirectToPage("Result", new { id = result.CheckId });
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
        => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{FormKey} {code} {born:O}"))));
}
