using Academy.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Employer;

internal sealed class MatrixModel(TeamClient team, TimeProvider time) : EmployerPage(time)
{
    /// <summary>The last person of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>None when the service does not answer.</summary>
    public MatrixPage? Page50 { get; private set; }

    /// <summary>What anybody of this page is asked for.</summary>
    public IReadOnlyList<string> Subjects => [.. Page50!.Learners.SelectMany(row => row.Cells).Select(cell => cell.Name).Distinct().Order(StringComparer.Ordinal)];

    public string? Next => TeamClient.After(Page50?.Next) is { } next ? $"/employer/matrix?after={next}" : null;

    public async Task OnGet(CancellationToken cancellationToken)
        => Page50 = await team.Matrix(Employer, Guid.TryParse(After, out var after) ? after : null, cancellationToken).OrDown();

    /// <summary>The training of the whole team as a file for ASC-WDS.</summary>
    public async Task<IActionResult> OnGetFile(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        return File(await team.TrainingFile(Employer, cancellationToken), "text/csv; charset=utf-8", $"training-{Today:yyyy-MM-dd}.csv");
    }
}
