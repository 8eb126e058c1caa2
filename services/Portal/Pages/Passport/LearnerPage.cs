using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.Passport;

/// <summary>A page about the passport of whoever is signed in.</summary>
[Authorize(For.Learners)]
internal abstract class LearnerPage(TimeProvider time) : PageModel
{
    public Guid Learner => Who.LearnerId!.Value;

    /// <summary>Goes into a form as the owner of what is typed.</summary>
    public Who Who => Who.Of(User)!;

    public DateTimeOffset Now => time.GetUtcNow();

    public DateOnly Today => time.Today();
}
