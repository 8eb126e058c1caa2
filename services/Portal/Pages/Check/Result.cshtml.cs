using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.Check;

[AllowAnonymous]
internal sealed class ResultModel(PassportClient passports, CheckTickets tickets, TimeProvider time) : PageModel
{
    /// <summary>None when the share has ended.</summary>
    public CheckResult? Result { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public DateOnly Today { get; private set; }

    /// <summary>Looking again is checking again, with a time stamp of its own.</summary>
    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        Now = time.GetUtcNow();
        Today = time.Today();
        Response.Headers.CacheControl = "no-store";
        Response.Headers["X-Robots-Tag"] = "noindex";
        if (tickets.Of(HttpContext, id) is not { } ticket)
        {
            return RedirectToPage("Closed");
        }

        try
        {
            Result = await passports.Check(ticket.Code, ticket.DateOfBirth, ticket.Key ?? Guid.CreateVersion7().ToString(), cancellationToken);
            tickets.Give(HttpContext, ticket with { Key = null });
        }
        catch (Refused refused) when (refused.Slug == "nothing-shared")
        {
            Result = null;
        }

        return Page();
    }
}
