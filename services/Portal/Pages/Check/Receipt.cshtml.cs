using System.ComponentModel.DataAnnotations;
using Academy.Pages;
using Academy.Portal.Clients;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.Check;

/// <summary>For an inspector who was handed a receipt: what it says, whether the Academy signed it, whether it still stands. Nothing is kept.</summary>
[AllowAnonymous]
internal sealed class ReceiptModel(PassportClient passports, TimeProvider time) : PageModel
{
    [BindProperty, FromForm, Display(Name = "Signed receipt"), Required(ErrorMessage = "Paste the signed receipt"), StringLength(262_144, ErrorMessage = "This is too long for a receipt. Paste one receipt only")]
    public string? Signed { get; set; }

    public ReceiptFindings? Findings { get; private set; }

    /// <summary>When it could not be checked because the service did not answer.</summary>
    public DateTimeOffset? DownAt { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        Now = time.GetUtcNow();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            Findings = await passports.VerifyReceipt(string.Concat(Signed!.Where(symbol => !char.IsWhiteSpace(symbol))), cancellationToken);
        }
        catch (ServiceDown)
        {
            DownAt = Now;
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }

        return Page();
    }
}
