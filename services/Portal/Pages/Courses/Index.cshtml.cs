using System.ComponentModel.DataAnnotations;
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
            Found = await kitemark.Courses(text, Day, Last, cancellationToken);
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

    public string Next(RegisterPage page)
    {
        var query = new QueryBuilder { { "on", Day.ToString("O", System.Globalization.CultureInfo.InvariantCulture) }, { "after", page.Items[^1].KitemarkId.ToString() } };
        if (!string.IsNullOrWhiteSpace(Q))
        {
            query.Add("q", Q);
        }

        return $"/courses{query}";
    }

    /// <summary>The beginnings of the words, so that a slip at a word's end does not matter.</summary>
    private async Task<IReadOnlyList<RegisterItem>> Near(string text, CancellationToken cancellationToken)
    {
        var near = new Dictionary<Guid, RegisterItem>();
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(word => word.Length >= ShortestSearch).Take(3);
        foreach (var word in words)
        {
            var found = await kitemark.Courses(word[..Math.Min(word.Length, 4)], Day, after: null, cancellationToken, size: 5);
            foreach (var item in found.Items)
            {
                near.TryAdd(item.KitemarkId, item);
            }
        }

        return [.. near.Values];
    }
}
