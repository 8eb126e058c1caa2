using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Passport.Add;

/// <summary>Third question: who taught it.</summary>
internal sealed class WhoModel(Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : AddPage(drafts, time)
{
    private const int Shortest = 2;
    private const int Longest = 120;

    [BindProperty]
    public string? TaughtBy { get; set; }

    public async Task<IActionResult> OnGet()
    {
        if (Missing() is { } first)
        {
            return first;
        }

        TaughtBy = (await Typed())?.GetValueOrDefault(nameof(TaughtBy))?.FirstOrDefault() ?? Training!.TaughtBy;
        return Page();
    }

    public IActionResult OnPost()
    {
        if (Missing() is { } first)
        {
            return first;
        }

        var name = TaughtBy?.Trim() ?? "";
        if (name.Length < Shortest)
        {
            ModelState.AddModelError(nameof(TaughtBy), words["Enter who taught it, as on the certificate"]);
        }
        else if (name.Length > Longest)
        {
            ModelState.AddModelError(nameof(TaughtBy), words["Who taught it must be {0} characters or fewer", Longest]);
        }

        return ModelState.IsValid ? Go(Training! with { TaughtBy = name }, "Evidence") : Page();
    }
}
