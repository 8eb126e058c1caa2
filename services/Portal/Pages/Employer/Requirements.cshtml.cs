using Academy.Portal.Clients;

namespace Academy.Portal.Pages.Employer;

internal sealed class RequirementsModel(TeamClient team, TimeProvider time) : RequirementsPage(team, time)
{
    public string? JustSaved { get; private set; }

    public string? JustRemoved { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        (JustSaved, JustRemoved) = (TempData[Saved] as string, TempData[Removed] as string);
    }
}
