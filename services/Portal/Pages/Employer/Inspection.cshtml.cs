using Academy.Portal.Clients;
using Academy.ServiceDefaults;

namespace Academy.Portal.Pages.Employer;

/// <summary>How one training stands in a team, in people.</summary>
internal sealed record SubjectSummary(string Name, int Asked, int Held, int Soon, int Expired, int Missing, int Later);

/// <summary>What an inspector wants to see of a team's training, correct on a day, to be printed.</summary>
internal sealed class InspectionModel(TeamClient team, StaffClient staff, EmployerCheckClient checks, StarterClient starters, TimeProvider time) : EmployerPage(time)
{
    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<MatrixRow>? Rows { get; private set; }

    public bool IsWhole { get; private set; }

    /// <summary>Everybody who works there today; none when it is not known, or there are more than are counted here.</summary>
    public int? Staff { get; private set; }

    /// <summary>The last of the checks of new starters; none when the service does not answer, and for whoever does not see them.</summary>
    public CheckList? Checks { get; private set; }

    public bool MaySeeChecks { get; private set; } = true;

    /// <summary>None when the service does not answer, and for whoever does not act for the whole employer.</summary>
    public RepeatsAvoided? Avoided { get; private set; }

    /// <summary>Otherwise what was avoided is not theirs to see.</summary>
    public bool IsForWholeEmployer { get; private set; }

    public IReadOnlyList<SubjectSummary> Subjects => [.. MatrixFile.Subjects(Rows!).Select(Summary)];

    public IReadOnlyList<(MatrixRow Person, MatrixCell Cell)> Cells(string status)
        => [.. Rows!.SelectMany(row => row.Cells.Where(cell => cell.Status == status).Select(cell => (row, cell))).OrderBy(found => found.row.Name, StringComparer.CurrentCulture).ThenBy(found => found.cell.Name, StringComparer.Ordinal)];

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var working = CountStaff(cancellationToken);
        var avoided = starters.RepeatsAvoided(Employer, cancellationToken);
        try
        {
            (Rows, IsWhole) = await team.Whole(Employer, OverviewModel.Pages, cancellationToken);
        }
        catch (Academy.Pages.ServiceDown)
        {
            Rows = null;
        }

        try
        {
            Checks = await checks.Checks(Employer, CheckSearch.All, before: null, cancellationToken).OrDown();
        }
        catch (Refused)
        {
            MaySeeChecks = false;
        }

        Staff = await working;
        (Avoided, IsForWholeEmployer) = await OverviewModel.Told(avoided);
    }

    private SubjectSummary Summary(string subject)
    {
        var cells = Rows!.SelectMany(row => row.Cells).Where(cell => cell.Name == subject).CountBy(cell => Status(cell).Text).ToDictionary();
        int Of(string status) => cells.GetValueOrDefault(status);
        return new(subject, cells.Values.Sum(), Of("Up to date") + Of("Expires soon"), Of("Expires soon"), Of("Expired"), Of("Missing"), Of("Needed later"));
    }

    private async Task<int?> CountStaff(CancellationToken cancellationToken)
    {
        try
        {
            var (people, after) = (0, (Guid?)null);
            for (var read = 0; read < OverviewModel.Pages; read++)
            {
                var page = await staff.Staff(Employer, after, cancellationToken);
                people += page.Learners.Select(person => person.LearnerId).Distinct().Count();
                after = TeamClient.After(page.Next);
                if (after is null)
                {
                    return people;
                }
            }
        }
        catch (Exception unknown) when (unknown is Academy.Pages.ServiceDown or Refused or NotThere)
        {
            // It is not told.
        }

        return null;
    }
}
