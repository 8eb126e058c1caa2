using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Kitemarks;

/// <summary>A page about applications for a kitemark, or for the Safer Staffing mark: for training providers and agencies that apply, and for Academy staff.</summary>
[Authorize(For.Applications)]
internal abstract class ApplicationPage(ApplicationClient applications, TimeProvider time, IStringLocalizer<Words> words) : SignedInPage(time)
{
    /// <summary>What was just done, in words.</summary>
    private const string Done = "application step";

    public bool IsAcademy => Who.Kind == OrganisationKind.Academy;

    /// <summary>An employer that is an agency applies for the Safer Staffing mark; other employers for nothing.</summary>
    public bool IsEmployer => Who.Kind == OrganisationKind.Employer;

    public Application Application { get; private set; } = null!;

    /// <summary>The criteria it is judged by: those of the day it was sent, or of today.</summary>
    public IReadOnlyList<Criterion> Criteria { get; private set; } = [];

    public string? JustNow { get; private set; }

    protected ApplicationClient Applications => applications;

    protected IStringLocalizer<Words> T => words;

    /// <summary>How an application is called: the course version, or the training provider itself.</summary>
    public static string About(Application application)
        => application.Course is { } course ? $"{course.Title} ({course.VersionLabel})" : application.Applicant;

    /// <summary>What the application is for, as a title.</summary>
    public string ForWhat => Application.Agency is null ? T["Application for a kitemark"] : T["Application for the Safer Staffing mark"];

    public string TitleOf(string criterion) => Criteria.FirstOrDefault(known => known.Code == criterion)?.Title ?? criterion;

    protected async Task Read(Guid id, CancellationToken cancellationToken)
    {
        Application = await applications.One(id, cancellationToken);
        var day = Application.SubmittedAt is { } sent ? DateOnly.FromDateTime(sent.UtcDateTime) : Today;
        Criteria = (await applications.Criteria(Application.Subject, day, cancellationToken)).Criteria;
    }

    /// <summary>Something else is wrong with it already.</summary>
    protected bool IsWrong(string field) => ModelState.Any(state => state.Key.StartsWith(field, StringComparison.Ordinal) && state.Value?.Errors.Count > 0);

    protected void Remember(string done) => TempData[Done] = done;

    protected void Recall() => JustNow = TempData[Done] as string;

    /// <summary>Why the service did not do it. Its sentence is for whoever works with it all day, who gets it as it is.</summary>
    protected void Say(Refused refused, string field = "")
        => ModelState.AddModelError(field, refused.IsStale
            ? T["Somebody else changed this application meanwhile. Copy what you wrote, then load the page again"]
            : refused.Detail ?? T["We could not do this. Load the page again"]);
}
