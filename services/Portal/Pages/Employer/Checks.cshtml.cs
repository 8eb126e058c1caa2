using Academy.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Employer;

internal sealed class ChecksModel(EmployerCheckClient checks, TimeProvider time) : EmployerPage(time)
{
    /// <summary>The last check of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    /// <summary>None when the service does not answer.</summary>
    public CheckList? Checks { get; private set; }

    /// <summary>Whether the caller's role is not one that sees receipts.</summary>
    public bool IsForOthers { get; private set; }

    public string? Next => TeamClient.IdIn(Checks?.Next, "before") is { } next ? $"/employer/checks?before={next}" : null;

    public async Task OnGet(CancellationToken cancellationToken)
    {
        try
        {
            Checks = await checks.Checks(Employer, Guid.TryParse(Before, out var before) ? before : null, cancellationToken).OrDown();
        }
        catch (Refused)
        {
            IsForOthers = true;
        }
    }
}
