using Academy.Contracts.Kitemark;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Kitemarks;

/// <summary>A training provider's kitemark and applications, an agency's Safer Staffing mark and applications, or the Academy's queues of applications.</summary>
internal sealed class KitemarksModel(
    ApplicationClient applications, KitemarkClient kitemark, MarkClient marks, ClassClient classes, TimeProvider time, IStringLocalizer<Words> words)
    : ApplicationPage(applications, time, words)
{
    public const string Organisation = "organisation";

    /// <summary>The states Academy staff look at, what waits for them first.</summary>
    public static IReadOnlyList<(string State, string Text)> Queues { get; } =
    [
        ("Submitted", "New"), ("InReview", "In review"), ("ConditionsSet", "Something to put right"), (ApplicationClient.Overdue, "Answers overdue"), ("Appealed", "Appeals"),
        ("Approved", "Approved"), ("Refused", "Refused"),
    ];

    /// <summary><see cref="Organisation"/>, or the id of a course version.</summary>
    [BindProperty]
    public string? For { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    /// <summary>Which queue Academy staff look at.</summary>
    public string? State { get; private set; }

    /// <summary>None when the service does not answer.</summary>
    public ApplicationList? List { get; private set; }

    /// <summary>Whether the training provider, or the agency, carries its mark today; none when the service does not answer.</summary>
    public MarkStanding? Standing { get; private set; }

    /// <summary>An employer that the Academy does not know as an agency can apply for nothing.</summary>
    public bool IsNoAgency { get; private set; }

    /// <summary>The course versions the training provider teaches; none when the service does not answer.</summary>
    public IReadOnlyList<TaughtVersion>? Versions { get; private set; }

    /// <summary>The marks a training provider holds, the first to end first; none when the service does not answer.</summary>
    public IReadOnlyList<RenewalItem>? Marks { get; private set; }

    public string? Next => TeamClient.IdIn(List?.Next, "after") is { } next ? $"/kitemark?after={next}{(State is null ? "" : $"&state={State}")}" : null;

    /// <summary>What somebody chooses to apply for the same again.</summary>
    public static string ChoiceOf(RenewalItem mark) => mark.Subject == KitemarkSubject.CourseVersion ? mark.SubjectId.ToString() : Organisation;

    public Task OnGet(string? state, Guid? after, CancellationToken cancellationToken)
    {
        FormKey = Guid.CreateVersion7().ToString();
        return Show(state, after, cancellationToken);
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        await Show(null, null, cancellationToken);
        var version = Versions?.FirstOrDefault(known => known.CourseVersionId.ToString() == For);
        if (IsAcademy || IsNoAgency || (For != Organisation && version is null))
        {
            ModelState.AddModelError(nameof(For), T["Choose what you apply for"]);
            return Page();
        }

        try
        {
            var started = await Applications.Start(
                version is not null ? KitemarkSubject.CourseVersion : IsEmployer ? KitemarkSubject.Agency : KitemarkSubject.TrainingProvider, version?.CourseVersionId ?? Who.OrganisationId!.Value,
                Once.Key($"{FormKey} {For}"), cancellationToken);
            return RedirectToPage("Criteria", new { id = started.ApplicationId });
        }
        catch (Refused refused)
        {
            Say(refused, nameof(For));
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private async Task Show(string? state, Guid? after, CancellationToken cancellationToken)
    {
        State = IsAcademy ? Queues.Select(queue => queue.State).FirstOrDefault(known => known == state) ?? Queues[0].State : null;
        if (IsEmployer && !await ReadAgency(cancellationToken))
        {
            IsNoAgency = true;
            return;
        }

        List = await Applications.List(State, after, cancellationToken).OrDown();
        if (!IsAcademy)
        {
            Marks = (await marks.Renewals(due: null, after: null, cancellationToken).OrDown())?.Items;
        }

        if (!IsAcademy && !IsEmployer)
        {
            Standing = (await kitemark.ProviderStanding(Who.OrganisationId!.Value, Today, cancellationToken).OrDown())?.Standing;
            Versions = (await classes.Teaching(cancellationToken).OrDown())?.Courses;
        }
    }

    /// <summary>Whether the employer is an agency; one that cannot be asked about now is taken for one.</summary>
    private async Task<bool> ReadAgency(CancellationToken cancellationToken)
    {
        try
        {
            Standing = (await kitemark.AgencyStanding(Who.OrganisationId!.Value, Today, cancellationToken).OrDown())?.Standing;
            return true;
        }
        catch (NotThere)
        {
            return false;
        }
    }
}
