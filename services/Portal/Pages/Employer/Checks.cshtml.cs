using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Academy.Portal.Clients;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>The checks an employer made, the newest first; searched by what stands in the address, to read or as a file.</summary>
internal sealed class ChecksModel(EmployerCheckClient checks, TimeProvider time, IStringLocalizer<Words> words) : EmployerPage(time)
{
    private const int ShortestSearch = 3;

    /// <summary>Of the pages of 50 that go into a file.</summary>
    private const int MostPages = 200;

    private static readonly string[] Headings = ["Checked at", "Name", "Training records", "Expired", "Not kitemarked", "Being looked at", "Withdrawn", "Number of this check"];

    [BindProperty(SupportsGet = true), Display(Name = "Search"), StringLength(100, ErrorMessage = "Search with 100 letters or fewer")]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true), Display(Name = "First day")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true), Display(Name = "Last day")]
    public DateOnly? Until { get; set; }

    /// <summary>The last check of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    /// <summary>None when the service does not answer, or when what is looked for cannot be.</summary>
    public CheckList? Checks { get; private set; }

    /// <summary>Whether the caller's role is not one that sees receipts.</summary>
    public bool IsForOthers { get; private set; }

    public bool IsTooShort => Q?.Trim().Length is > 0 and < ShortestSearch;

    public bool IsSearch => Search != CheckSearch.All;

    public string? Next => TeamClient.IdIn(Checks?.Next, "before") is { } next ? $"/employer/checks{Query(("before", next.ToString()))}" : null;

    public string FileAddress => $"/employer/checks{Query(("handler", "File"))}";

    private CheckSearch Search => new(IsTooShort || string.IsNullOrWhiteSpace(Q) ? null : Q.Trim(), From, Until);

    public async Task OnGet(CancellationToken cancellationToken)
    {
        try
        {
            if (ModelState.IsValid)
            {
                Checks = await checks.Checks(Employer, Search, Guid.TryParse(Before, out var before) ? before : null, cancellationToken).OrDown();
            }
        }
        catch (Refused)
        {
            IsForOthers = true;
        }
    }

    /// <summary>All that were found, on whatever page.</summary>
    public async Task<IActionResult> OnGetFile(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Redirect($"/employer/checks{Query()}");
        }

        try
        {
            List<string?[]> rows =
            [
                [.. Headings.Select(heading => words[heading].Value)],
            ];
            Guid? before = null;
            for (var read = 0; read < MostPages; read++)
            {
                var page = await checks.Checks(Employer, Search, before, cancellationToken);
                rows.AddRange(page.Checks.Select(Row));
                before = TeamClient.IdIn(page.Next, "before");
                if (before is null)
                {
                    break;
                }
            }

            return File(Sheet.File(rows), "text/csv; charset=utf-8", $"checks-{Today:yyyy-MM-dd}.csv");
        }
        catch (Refused)
        {
            return RedirectToPage();
        }
    }

    private static string?[] Row(ListedCheck check) =>
    [
        Academy.Pages.Dates.ToSheet(check.CheckedAt), check.Name, Number(check.Entries), Number(check.Summary?.Expired), Number(check.Summary?.NotKitemarked),
        Number(check.Summary?.UnderReview), Number(check.Summary?.Withdrawn), check.CheckId.ToString(),
    ];

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The same search, and something more.</summary>
    private string Query(params (string Name, string? Value)[] more)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("q", Q), ("from", From?.ToString("O", CultureInfo.InvariantCulture)), ("until", Until?.ToString("O", CultureInfo.InvariantCulture)) }.Concat(more))
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                query.Add(name, value);
            }
        }

        return query.ToString();
    }
}
