using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Academy.Contracts.Kitemark;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.Agencies;

/// <summary>The public register of agencies, for a day.</summary>
[AllowAnonymous]
internal sealed class AgenciesModel(KitemarkClient kitemark, TimeProvider time) : PageModel
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

    public async Task OnGet(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return;
        }

        try
        {
            var text = IsTooShort || string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();
            Found = await kitemark.Register(new(KitemarkSubject.Agency, text, Day, Last), cancellationToken);
        }
        catch (ServiceDown)
        {
            Found = null;
        }
    }

    /// <summary>A page of the same search; the first without an item before it.</summary>
    public string Page(Guid? after)
    {
        var query = new QueryBuilder { { "on", Day.ToString("O", CultureInfo.InvariantCulture) } };
        if (!string.IsNullOrWhiteSpace(Q))
        {
            query.Add("q", Q);
        }

        if (after is { } last)
        {
            query.Add("after", last.ToString());
        }

        return $"/agencies{query}";
    }
}
