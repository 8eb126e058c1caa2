using Academy.Portal.Clients;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>What an employer takes away: the pack for an inspection, and files.</summary>
internal sealed class ReportsModel(TeamClient team, TimeProvider time, IStringLocalizer<Words> words) : EmployerPage(time)
{
    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<MatrixRow>? Rows { get; private set; }

    public bool IsWhole { get; private set; }

    /// <summary>Of the file with all people, in KB; none where the team is larger than what was read.</summary>
    public int? MatrixSize => IsWhole ? (MatrixFile.Of(Rows!, words).Length + 1023) / 1024 : null;

    public async Task OnGet(CancellationToken cancellationToken)
    {
        try
        {
            (Rows, IsWhole) = await team.Whole(Employer, OverviewModel.Pages, cancellationToken);
        }
        catch (Academy.Pages.ServiceDown)
        {
            Rows = null;
        }
    }
}
