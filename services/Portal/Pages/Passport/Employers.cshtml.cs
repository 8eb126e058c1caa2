using Academy.Portal.Clients;

namespace Academy.Portal.Pages.Passport;

internal sealed class EmployersModel(WorkClient work, TimeProvider time) : LearnerPage(time)
{
    /// <summary>The employer that was let see the passport a moment ago, or was stopped.</summary>
    public const string Let = "employer may see";
    public const string Stopped = "employer may not see";

    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<Work>? Work { get; private set; }

    public string? WasLet { get; private set; }

    public string? WasStopped { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        (WasLet, WasStopped) = (TempData[Let] as string, TempData[Stopped] as string);
        Work = (await work.Of(Learner, cancellationToken).OrDown())?.Employments;
    }
}
