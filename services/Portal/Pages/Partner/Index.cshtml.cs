using System.Text.Json;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Pages.Check;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Partner;

[Authorize(For.Partners)]
internal sealed class PartnerModel(BenefitsClient benefits, WrongTries tries, TimeProvider time, IStringLocalizer<Words> words) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>One form, one check, however often it is sent.</summary>
    [BindProperty]
    public string? FormKey { get; set; }

    public Who Who => Who.Of(User)!;

    /// <summary>When the code could not be checked because the service did not answer.</summary>
    public DateTimeOffset? DownAt { get; private set; }

    public void OnGet()
    {
        FormKey = Guid.CreateVersion7().ToString();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (Code is not { Length: <= 40 } || !Codes.TryRead(Code, out var code))
        {
            ModelState.AddModelError(nameof(Code), string.IsNullOrWhiteSpace(Code) ? words["Enter the code"] : words["Check the code. It has 9 letters and numbers, for example 4F7-KQ2-M9X"]);
            return Page();
        }

        tries.Refuse($"partner {Who.Subject}");
        try
        {
            var answer = await benefits.Check(code, Once.Key($"{FormKey} {code}"), cancellationToken);
            if (answer.Reason == "unknown")
            {
                tries.Add($"partner {Who.Subject}");
            }

            TempData[ResultModel.Note] = JsonSerializer.Serialize(new CheckedCode(answer, time.GetUtcNow()));
            return RedirectToPage("Result");
        }
        catch (ServiceDown)
        {
            DownAt = time.GetUtcNow();
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Page();
        }
    }
}

/// <summary>What the partner was told, and when.</summary>
internal sealed record CheckedCode(CodeAnswer Answer, DateTimeOffset At);

/// <summary>The answer of the last check in this browser: yes or no, and nothing about the person.</summary>
[Authorize(For.Partners)]
internal sealed class ResultModel : PageModel
{
    public const string Note = "checked code";

    public CheckedCode Checked { get; private set; } = null!;

    public IActionResult OnGet()
    {
        if (TempData.Peek(Note) is not string told)
        {
            return RedirectToPage("Index");
        }

        Checked = JsonSerializer.Deserialize<CheckedCode>(told)!;
        return Page();
    }
}
