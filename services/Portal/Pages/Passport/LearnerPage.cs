using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;

namespace Academy.Portal.Pages.Passport;

/// <summary>A page about the passport of whoever is signed in.</summary>
[Authorize(For.Learners)]
internal abstract class LearnerPage(TimeProvider time) : SignedInPage(time)
{
    public Guid Learner => Who.LearnerId!.Value;
}
