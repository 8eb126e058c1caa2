using Academy.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Employer;

internal sealed class StaffModel(StaffClient staff, TimeProvider time) : EmployerPage(time)
{
    /// <summary>The last person of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>None when the service does not answer.</summary>
    public StaffPage? Staff { get; private set; }

    public string? Next => TeamClient.After(Staff?.Next) is { } next ? $"/employer/staff?after={next}" : null;

    public async Task OnGet(CancellationToken cancellationToken)
        => Staff = await staff.Staff(Employer, Guid.TryParse(After, out var after) ? after : null, cancellationToken).OrDown();
}
