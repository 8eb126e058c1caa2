using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;

namespace Academy.Portal.Pages.Disputes;

/// <summary>For whoever answers learners that a record is wrong: those who recorded it, and Academy staff.</summary>
[Authorize(For.DisputeAnswerers)]
internal abstract class DisputePage(TimeProvider time) : SignedInPage(time)
{
    public bool IsAcademy => Who.Kind == OrganisationKind.Academy;
}
