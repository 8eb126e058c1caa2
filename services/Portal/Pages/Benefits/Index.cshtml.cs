using Academy.Portal.Clients;
using Academy.Portal.Pages.Passport;

namespace Academy.Portal.Pages.Benefits;

internal sealed class BenefitsModel(BenefitsClient benefits, TimeProvider time) : LearnerPage(time)
{
    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<Benefit>? Benefits { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
        => Benefits = (await benefits.Benefits(Learner, cancellationToken).OrDown())?.Benefits;
}
