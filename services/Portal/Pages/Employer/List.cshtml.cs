using Academy.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Employer;

/// <summary>One row for each person and subject: what has expired, what is missing, or what expires soon.</summary>
internal sealed class ListModel(TeamClient team, TimeProvider time) : EmployerPage(time)
{
    private static readonly int[] Ahead = [90, 60, 30];

    public string Kind { get; private set; } = "";

    /// <summary>How many days ahead to look, for what expires soon.</summary>
    [BindProperty(SupportsGet = true)]
    public int Days { get; set; } = StatusTag.SoonDays;

    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<(MatrixRow Person, MatrixCell Cell)>? Found { get; private set; }

    public bool IsWhole { get; private set; }

    /// <summary>How much expires in each of the next months; none where nobody is there to look at.</summary>
    public IReadOnlyList<(DateOnly Month, int Count)>? Months { get; private set; }

    public async Task OnGet(string kind, CancellationToken cancellationToken)
    {
        Kind = kind;
        Days = Ahead.Contains(Days) ? Days : StatusTag.SoonDays;
        try
        {
            (var rows, IsWhole) = await team.Whole(Employer, OverviewModel.Pages, cancellationToken);
            Months = rows.Count == 0 ? null : Expiries.ByMonth(rows, Today);
            Found = [.. rows.SelectMany(row => row.Cells.Where(IsMeant).Select(cell => (row, cell))).OrderBy(found => found.cell.Until).ThenBy(found => found.row.Name, StringComparer.CurrentCulture)];
        }
        catch (Academy.Pages.ServiceDown)
        {
            Found = null;
        }
    }

    private bool IsMeant(MatrixCell cell) => Kind switch
    {
        "expired" => cell.Status == "Expired",
        "missing" => cell.Status == "Missing",
        _ => cell.Status == "Met" && cell.Until <= Today.AddDays(Days),
    };
}
