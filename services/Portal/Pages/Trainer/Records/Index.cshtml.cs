using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Academy.Portal.Clients;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Trainer.Records;

/// <summary>What the training provider recorded, the last recorded first; searched by what stands in the address.</summary>
internal sealed class RecordsModel(RecordsClient records, ClassClient classes, TimeProvider time) : TrainerPage(time)
{
    public const string Counts = "counts";
    public const string Withdrawn = "withdrawn";

    /// <summary>A record was just corrected.</summary>
    public const string Corrected = "record corrected";

    private const int ShortestSearch = 3;

    [BindProperty(SupportsGet = true), Display(Name = "Search"), StringLength(100, ErrorMessage = "Search with 100 letters or fewer")]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Course { get; set; }

    [BindProperty(SupportsGet = true), Display(Name = "First day")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true), Display(Name = "Last day")]
    public DateOnly? Until { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    /// <summary>The last record of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    /// <summary>None when the service does not answer, or when what is looked for cannot be.</summary>
    public RecordList? Found { get; private set; }

    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<TaughtVersion>? Courses { get; private set; }

    public bool WasCorrected { get; private set; }

    public bool IsTooShort => Q?.Trim().Length is > 0 and < ShortestSearch;

    public bool IsSearch => !string.IsNullOrWhiteSpace(Q) || From is not null || Until is not null || CourseId is not null || IsWithdrawn is not null;

    public string? Next => TeamClient.IdIn(Found?.Next, "before") is { } next ? $"/trainer/records{Query(next)}" : null;

    private Guid? CourseId => Guid.TryParse(Course, out var course) ? course : null;

    private bool? IsWithdrawn => Status switch { Withdrawn => true, Counts => false, _ => null };

    public async Task OnGet(CancellationToken cancellationToken)
    {
        WasCorrected = TempData[Corrected] is true;
        Courses = (await classes.Teaching(cancellationToken).OrDown())?.Courses;
        if (ModelState.IsValid)
        {
            var search = new RecordSearch(IsTooShort ? null : Q?.Trim(), CourseId, From, Until, IsWithdrawn);
            Found = await records.Search(search, Guid.TryParse(Before, out var before) ? before : null, cancellationToken).OrDown();
        }
    }

    /// <summary>The same search, from another record on.</summary>
    private QueryBuilder Query(Guid before)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[]
        {
            ("q", Q), ("course", Course), ("from", From?.ToString("O", CultureInfo.InvariantCulture)), ("until", Until?.ToString("O", CultureInfo.InvariantCulture)), ("status", Status),
        })
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                query.Add(name, value);
            }
        }

        query.Add("before", before.ToString());
        return query;
    }
}
