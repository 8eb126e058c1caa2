using System.Security.Cryptography;
using Academy.Portal.Clients;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>A file of up to 100 share codes, to be checked at once.</summary>
internal sealed class BulkCheckModel(BulkChecks bulk, EmployerCheckClient checks, TimeProvider time, IStringLocalizer<Words> words) : EmployerPage(time)
{
    public const string Note = "bulk check";

    [BindProperty]
    public IFormFile? List { get; set; }

    /// <summary>Whether the caller's role is not one that keeps checks.</summary>
    public bool IsForOthers { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        try
        {
            await checks.Checks(Employer, CheckSearch.All, before: null, cancellationToken);
        }
        catch (Academy.Pages.ServiceDown)
        {
            // Whoever sends a file is told.
        }
        catch (Refused)
        {
            IsForOthers = true;
        }
    }

    /// <summary>A file to fill in.</summary>
    public IActionResult OnGetTemplate() => File(
        Sheet.File([[words["Share code"].Value, words["Date of birth"].Value]]), "text/csv; charset=utf-8", "share-codes.csv");

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (await Read(cancellationToken) is not { } sent)
        {
            return Page();
        }

        var key = Sessions.SealedFiles.NewKey();
        await bulk.Keep(key, await bulk.Go(sent, cancellationToken));
        TempData[Note] = key;
        return RedirectToPage("BulkResult");
    }

    private async Task<BulkCheck?> Read(CancellationToken cancellationToken)
    {
        if (List is null || List.Length == 0)
        {
            return Refuse(words["Select a file with share codes"]);
        }

        if (List.Length > Sheet.LongestFile)
        {
            return Refuse(words["The selected file must be smaller than {0} KB", Sheet.LongestFile / 1024]);
        }

        var content = new byte[List.Length];
        await using (var file = List.OpenReadStream())
        {
            await file.ReadExactlyAsync(content, cancellationToken);
        }

        if (Sheet.Text(content) is not { } text)
        {
            return Refuse(words["The selected file must be a CSV file. In Excel, save it as CSV"]);
        }

        return bulk.Read(text) switch
        {
            null => Refuse(words["The selected file must have {0} rows or fewer. Send the rest in a second file", BulkChecks.MostRows]),
            [] => Refuse(words["The selected file has no rows. Fill in the template and send it again"]),
            var rows => new BulkCheck(Who.Subject, Sheet.Clean(Path.GetFileName(List.FileName), 100), Convert.ToHexString(SHA256.HashData(content)), rows),
        };
    }

    private BulkCheck? Refuse(string message)
    {
        ModelState.AddModelError(nameof(List), message);
        return null;
    }
}
