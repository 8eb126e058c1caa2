using System.Globalization;
using Academy.Portal.Clients;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Trainer.Upload;

/// <summary>What became of a file, or how far it has come: the page looks again by itself, without a script.</summary>
internal sealed class ReportModel(UploadClient uploads, TimeProvider time, IStringLocalizer<Words> words) : TrainerPage(time)
{
    /// <summary>Rows on the page; the file has all of them.</summary>
    public const int MostShown = 100;

    private const string LookAgainSeconds = "5";

    public UploadReport Report { get; private set; } = null!;

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        Report = await uploads.Report(id, cancellationToken);
        if (!Report.IsFinished)
        {
            Response.Headers["Refresh"] = LookAgainSeconds;
        }
    }

    /// <summary>Everything that is to be put right, to work through in a spreadsheet.</summary>
    public async Task<IActionResult> OnGetFile(Guid id, CancellationToken cancellationToken)
    {
        var report = await uploads.Report(id, cancellationToken);
        return File(
            Sheet.File(
            [
                [words["Row"].Value, words["Column"].Value, words["Kind"].Value, words["What to fix"].Value],
                .. Lines(report.Errors, words["Error"]),
                .. Lines(report.Warnings, words["Warning"]),
            ]),
            "text/csv; charset=utf-8",
            $"to-fix-{id}.csv");
    }

    /// <summary>A column by the heading it has in the template.</summary>
    public string Column(string column) => column switch
    {
        "ACADEMYNUMBER" or "LEARNERID" => words["Passport number"],
        "DATEOFBIRTH" => words["Date of birth"],
        "COURSE" => words["Course"],
        "TRAINER" => words["Trainer"],
        "COMPLETEDON" => words["The day it was completed"],
        _ => column,
    };

    private IEnumerable<string?[]> Lines(IEnumerable<UploadProblem> problems, string kind)
        => problems.OrderBy(problem => problem.Row).Select(problem => new[] { problem.Row.ToString(CultureInfo.InvariantCulture), Column(problem.Column), kind, problem.Message });
}
