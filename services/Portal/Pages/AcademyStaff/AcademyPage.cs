using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;

namespace Academy.Portal.Pages.AcademyStaff;

/// <summary>A page of Academy staff. What of it somebody may do, their role decides at the services.</summary>
[Authorize(For.Academy)]
internal abstract class AcademyPage(TimeProvider time) : SignedInPage(time);
