using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Academy.AscWds.Codes;
using Academy.Contracts.Kitemark;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.Courses;

[AllowAnonymous]
internal sealed class CoursesModel(KitemarkClient kitemark, TimeProvider time) : PageModel
{
    private const int ShortestSearch = 3;

    [BindProperty(SupportsGet = true), Display(Name = "Search"), StringLength(100, ErrorMessage = "Search with 100 letters or fewer")]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true), Display(Name = "The day")]
    public DateOnly? On { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true), Display(Name = "Subject")]
    public int? Subject { get; set; }

    [BindProperty(SupportsGet = true), Display(Name = "How")]
    public CourseMode? Mode { get; set; }

    [BindProperty(SupportsGet = true), Display(Name = "Language"), StringLength(3, ErrorMessage = "Select a language")]
    public string? Language { get; set; }

    public static IEnumerable<TrainingCategory> Subjects => TrainingCategories.All.OrderBy(subject => subject.Name, StringComparer.OrdinalIgnoreCase);

    public bool IsTooShort => Q?.Trim().Length is > 0 and < ShortestSearch;

    /// <summary>The last item of the page before; an address that somebody shortened begins at the first page.</summary>
    public Guid? Last => Guid.TryParse(After, out var last) ? last : null;

    public DateOnly Day => On ?? time.Today();

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>None when the register could not be asked.</summary>
    public RegisterPage? Found { get; private set; }

    /// <summary>What a part of the search finds, when the whole finds nothing.</summary>
    public IReadOnlyList<RegisterItem> NearMatches { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return;
        }

        var text = IsTooShort || string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();
        try
        {
            Found = await kitemark.Register(Asked(text) with { After = Last }, cancellationToken);
            if (Found.Items.Count == 0 && text is not null && Last is null)
            {
                NearMatches = await Near(text, cancellationToken);
            }
        }
        catch (ServiceDown)
        {
            Found = null;
        }
    }

    public string Next(RegisterPage page) => Page(page.Items[^1].KitemarkId);

    /// <summary>A page of the same search; the first without an item before it.</summary>
    public string Page(Guid? after)
    {
        var query = new QueryBuilder { { "on", Day.ToString("O", CultureInfo.InvariantCulture) } };
        foreach (var (name, value) in new (string, string?)[]
        {
            ("q", Q), ("subject", Subject?.ToString(CultureInfo.InvariantCulture)), ("mode", Mode?.ToString()), ("language", Language), ("after", after?.ToString()),
        })
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                query.Add(name, value);
            }
        }

        return $"/courses{query}";
    }

    private RegisterSearch Asked(string? text) => new(
        KitemarkSubject.CourseVersion, text, Day, Subject: Subject, Mode: Mode?.ToString(), Language: string.IsNullOrEmpty(Language) ? null : Language);

    /// <summary>The beginnings of the words, so that a slip at a word's end does not matter.</summary>
    private async Task<IReadOnlyList<RegisterItem>> Near(string text, CancellationToken cancellationToken)
    {
        var near = new Dictionary<Guid, RegisterItem>();
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(word => word.Length >= ShortestSearch).Take(3);
        foreach (var word in words)
        {
            var found = await kitemark.Register(Asked(word[..Math.Min(word.Length, 4)]), cancellationToken, size: 5);
            foreach (var item in found.Items)
            {
                near.TryAdd(item.KitemarkId, item);
            }
        }

        return [.. near.Values];
    }
}
