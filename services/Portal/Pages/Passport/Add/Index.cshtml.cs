using System.Globalization;
using Academy.AscWds.Codes;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Passport.Add;

/// <summary>First question: what the training was.</summary>
internal sealed class IndexModel(Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : AddPage(drafts, time)
{
    private const int Shortest = 3;
    private const int Longest = 200;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    public static IEnumerable<TrainingCategory> Subjects => TrainingCategories.All.OrderBy(category => category.Name, StringComparer.Ordinal);

    public async Task OnGet()
    {
        if (NewTraining.Of(TempData) is { } before)
        {
            (Name, Subject) = (before.Title, before.Subject.ToString(CultureInfo.InvariantCulture));
        }

        if (await Typed() is { } typed)
        {
            (Name, Subject) = (typed.GetValueOrDefault(nameof(Name))?.FirstOrDefault(), typed.GetValueOrDefault(nameof(Subject))?.FirstOrDefault());
        }
    }

    public IActionResult OnPost()
    {
        var name = Name?.Trim() ?? "";
        if (name.Length < Shortest)
        {
            ModelState.AddModelError(nameof(Name), words["Enter the name of the training, as on the certificate"]);
        }
        else if (name.Length > Longest)
        {
            ModelState.AddModelError(nameof(Name), words["The name of the training must be {0} characters or fewer", Longest]);
        }

        if (!int.TryParse(Subject, CultureInfo.InvariantCulture, out var subject) || !TrainingCategories.TryGet(subject, out _))
        {
            ModelState.AddModelError(nameof(Subject), words["Select the subject that fits best"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var before = NewTraining.Of(TempData) ?? new NewTraining("", 0, null, null, null, null, false, false, Guid.CreateVersion7().ToString());
        return Go(before with { Title = name, Subject = subject, IsAnother = before.IsAnother && before.Subject == subject }, "When");
    }
}
