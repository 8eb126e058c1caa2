using System.ComponentModel.DataAnnotations;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.Agencies;

[AllowAnonymous]
internal sealed class AgencyModel(KitemarkClient kitemark, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true), Display(Name = "The day")]
    public DateOnly? On { get; set; }

    public AgencyStanding Agency { get; private set; } = null!;

    public DateOnly Day { get; private set; }

    /// <summary>A day that cannot be read is said to be wrong; the page answers for today meanwhile.</summary>
    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        Day = ModelState.IsValid && On is { } day ? day : time.Today();
        Agency = await kitemark.AgencyStanding(id, Day, cancellationToken);
    }
}
