using System.Globalization;
using Academy.Pages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages;

[AllowAnonymous]
internal sealed class LanguageModel(PageLanguages languages, IStringLocalizer<Words> words) : PageModel
{
    /// <summary>The language somebody chooses, by the name of its culture.</summary>
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty(SupportsGet = true, Name = "saved")]
    public bool WasSaved { get; set; }

    public IReadOnlyList<CultureInfo> Languages => languages.All;

    public static CultureInfo Now => CultureInfo.CurrentUICulture;

    /// <summary>As whoever speaks it calls it.</summary>
    public static string NameOf(CultureInfo language) => language.IsNeutralCulture ? language.NativeName : language.Parent.NativeName;

    public void OnGet() => Name = Now.Name;

    public IActionResult OnPost()
    {
        if (Languages.All(language => language.Name != Name))
        {
            ModelState.AddModelError(nameof(Name), words["Select a language"]);
            return Page();
        }

        languages.Choose(HttpContext, Name);
        return Redirect("/language?saved=true");
    }
}
