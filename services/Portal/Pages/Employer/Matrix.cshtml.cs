using System.Globalization;
using Academy.Pages;
using Academy.Portal.Clients;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Employer;

/// <summary>Who of the team holds what is asked for: 50 people a page, those that are asked for, in the order that is asked for.</summary>
internal sealed class MatrixModel(TeamClient team, StaffClient staff, TimeProvider time) : EmployerPage(time)
{
    private const int PageSize = 50;

    /// <summary>Of 50 people; whoever has more uses the file.</summary>
    private const int MostPages = 20;

    [BindProperty(SupportsGet = true)]
    public string? Workplace { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? JobRole { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true)]
    public IReadOnlyList<string> Columns { get; set => field = [.. value.Where(column => !string.IsNullOrEmpty(column))]; } = [];

    /// <summary>Which page of 50, from 1.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Part { get; set; }

    /// <summary>Everybody who shares a passport; none when the service does not answer.</summary>
    public IReadOnlyList<MatrixRow>? Team { get; private set; }

    public bool IsWhole { get; private set; }

    /// <summary>All that is asked of anybody.</summary>
    public IReadOnlyList<string> Subjects { get; private set; } = [];

    /// <summary>The training that has a column.</summary>
    public IReadOnlyList<string> Shown { get; private set; } = [];

    /// <summary>Those who are asked for, on all pages.</summary>
    public IReadOnlyList<MatrixRow> Chosen { get; private set; } = [];

    /// <summary>Those of them on this page.</summary>
    public IEnumerable<MatrixRow> Rows => Chosen.Skip((Number - 1) * PageSize).Take(PageSize);

    public IReadOnlyList<EmployersWorkplace> Workplaces { get; private set; } = [];

    /// <summary>The job roles of those who share a passport.</summary>
    public IReadOnlyList<(int Code, string Name)> Roles => [.. Team!.Select(row => row.JobRoleCode).OfType<int>().Distinct()
        .Select(code => (code, Name: Role(code))).Where(role => role.Name is not null).Select(role => (role.code, role.Name!)).OrderBy(role => role.Item2, StringComparer.Ordinal)];

    public int Number { get; private set; } = 1;

    public bool IsFiltered => (Given(Workplace) ?? Given(JobRole) ?? Given(State)) is not null;

    public string? Previous => Number > 1 ? Address(Sort, Number - 1) : null;

    public string? Next => Number * PageSize < Chosen.Count ? Address(Sort, Number + 1) : null;

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var workplaces = staff.Employer(Employer, cancellationToken).OrDown();
        try
        {
            (Team, IsWhole) = await team.Whole(Employer, MostPages, cancellationToken);
        }
        catch (ServiceDown)
        {
            Team = null;
        }

        Workplaces = (await workplaces)?.Workplaces.Where(workplace => workplace.ClosedOn is null).ToList() ?? [];
        if (Team is not null)
        {
            var view = new MatrixView(Given(Workplace), int.TryParse(JobRole, CultureInfo.InvariantCulture, out var role) ? role : null, Given(State), Given(Sort), Columns);
            Subjects = MatrixFile.Subjects(Team);
            Shown = view.Shown(Subjects);
            Chosen = view.Of(Team, Shown, Status);
            Number = int.TryParse(Part, CultureInfo.InvariantCulture, out var part) ? Math.Clamp(part, 1, Math.Max(1, (Chosen.Count + PageSize - 1) / PageSize)) : 1;
        }
    }

    /// <summary>The training of the whole team as a file for ASC-WDS.</summary>
    public async Task<IActionResult> OnGetFile(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        return File(await team.TrainingFile(Employer, cancellationToken), "text/csv; charset=utf-8", $"training-{Today:yyyy-MM-dd}.csv");
    }

    /// <summary>The same people in another order.</summary>
    public string Sorted(string? subject) => Address(subject, part: 1);

    private static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed;

    private string Address(string? sort, int part)
    {
        var asked = new QueryBuilder();
        foreach (var (name, value) in new[] { (nameof(Workplace), Workplace), (nameof(JobRole), JobRole), (nameof(State), State), (nameof(Sort), sort) })
        {
            if (Given(value) is { } given)
            {
                asked.Add(name, given);
            }
        }

        foreach (var column in Columns)
        {
            asked.Add(nameof(Columns), column);
        }

        if (part > 1)
        {
            asked.Add(nameof(Part), part.ToString(CultureInfo.InvariantCulture));
        }

        return $"/employer/matrix{asked}";
    }
}
