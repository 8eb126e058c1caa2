using Academy.Portal.Clients;

namespace Academy.Portal.Pages.Passport;

internal sealed class ActivityModel(OwnPassportClient passports, TimeProvider time) : LearnerPage(time)
{
    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<ActivityLine>? Activity { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
        => Activity = (await passports.Activity(Learner, cancellationToken).OrDown())?.Activity;
}
