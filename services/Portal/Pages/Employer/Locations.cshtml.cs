using Academy.Portal.Clients;

namespace Academy.Portal.Pages.Employer;

/// <summary>The workplaces of the employer as its ASC-WDS file and the Care Quality Commission know them.</summary>
internal sealed class LocationsModel(StaffClient staff, TimeProvider time) : EmployerPage(time)
{
    /// <summary>None when the service does not answer.</summary>
    public EmployerDetails? Details { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken) => Details = await staff.Employer(Employer, cancellationToken).OrDown();
}
