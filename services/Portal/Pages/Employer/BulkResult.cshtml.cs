using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>What was found of a file of share codes, and the button that goes on where not all could be checked.</summary>
internal sealed class BulkResultModel(BulkChecks bulk, TimeProvider time, IStringLocalizer<Words> words) : EmployerPage(time)
{
    public const string NotShared = "No passport is shared with this code and date of birth. Check both, or ask for a new code.";

    public BulkCheck Check { get; private set; } = null!;

    public async Task<IActionResult> OnGet()
    {
        if (await bulk.Kept(TempData.Peek(BulkCheckModel.Note) as string, Who.Subject) is not { } kept)
        {
            return RedirectToPage("BulkCheck");
        }

        Check = kept;
        return Page();
    }

    /// <summary>The rows that are to be put right, as a file.</summary>
    public async Task<IActionResult> OnGetFile()
    {
        if (await bulk.Kept(TempData.Peek(BulkCheckModel.Note) as string, Who.Subject) is not { } kept)
        {
            return RedirectToPage("BulkCheck");
        }

        return File(
            Sheet.File(
            [
                [words["Row"].Value, words["Share code"].Value, words["Date of birth"].Value, words["What to fix"].Value],
                .. kept.Rows.Where(row => row.Outcome is BulkOutcome.NotFound or BulkOutcome.Problem).Select(row => new[]
                {
                    $"{row.Row}", row.Code, row.DateOfBirth?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), words[row.Note ?? NotShared].Value,
                }),
            ]),
            "text/csv; charset=utf-8",
            "share-codes-to-fix.csv");
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        var key = TempData.Peek(BulkCheckModel.Note) as string;
        if (await bulk.Kept(key, Who.Subject) is not { } kept)
        {
            return RedirectToPage("BulkCheck");
        }

        await bulk.Keep(key!, await bulk.Go(kept, cancellationToken));
        return RedirectToPage("BulkResult");
    }
}
