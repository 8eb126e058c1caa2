using Academy.Portal.Clients;

namespace Academy.Portal.Pages.Employer;

/// <summary>Which people of a team are shown, with which training, in which order. What is not known is as if it were not asked for.</summary>
/// <param name="Workplace">The employer's reference.</param>
/// <param name="Status">Of any training that is shown.</param>
/// <param name="Sort">The training by which people are put in order, the worst first; none for their names.</param>
/// <param name="Columns">Training that is shown; none for the first of all.</param>
internal sealed record MatrixView(string? Workplace, int? Role, string? Status, string? Sort, IReadOnlyList<string> Columns)
{
    /// <summary>More do not fit on a screen.</summary>
    public const int MostColumns = 20;

    /// <summary>The worst first.</summary>
    public static readonly IReadOnlyList<string> Statuses = ["Expired", "Missing", "Expires soon", "Needed later", "Up to date"];

    /// <summary>The training that is shown of all that is asked of anybody.</summary>
    public IReadOnlyList<string> Shown(IReadOnlyList<string> subjects)
        => [.. (Columns.Any(subjects.Contains) ? subjects.Where(Columns.Contains) : subjects).Take(MostColumns)];

    public IReadOnlyList<MatrixRow> Of(IReadOnlyList<MatrixRow> rows, IReadOnlyList<string> shown, Func<MatrixCell, StatusTag> status)
    {
        var chosen = rows.Where(row => (Workplace is null || row.Workplaces?.Contains(Workplace) == true) && (Role is null || row.JobRoleCode == Role)
            && (Status is null || row.Cells.Any(cell => shown.Contains(cell.Name) && status(cell).Text == Status)));
        var byName = chosen.OrderBy(row => row.Name, StringComparer.InvariantCultureIgnoreCase);
        return Sort is null || !shown.Contains(Sort)
            ? [.. byName]
            : [.. byName.OrderBy(row => Cell(row) is { } cell ? Place(status(cell).Text) : Statuses.Count).ThenBy(row => Cell(row)?.Until ?? DateOnly.MaxValue)];

        MatrixCell? Cell(MatrixRow row) => row.Cells.FirstOrDefault(cell => cell.Name == Sort);
    }

    private static int Place(string status) => Statuses.TakeWhile(known => known != status).Count();
}
