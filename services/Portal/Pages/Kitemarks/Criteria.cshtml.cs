using System.Globalization;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Kitemarks;

/// <summary>Each of the ten criteria: what a training provider says of itself, or the points a reviewer gives.</summary>
internal sealed class CriteriaModel(ApplicationClient applications, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words)
    : ApplicationPage(applications, time, words)
{
    private const int LongestStatement = 4000;
    private const int LongestNote = 2000;

    /// <summary>By the criterion: yes or no, or points.</summary>
    [BindProperty]
    public Dictionary<string, string?> Choices { get; set; } = [];

    [BindProperty]
    public Dictionary<string, string?> Texts { get; set; } = [];

    /// <summary>The version of the application that the page was opened with.</summary>
    [BindProperty]
    public long Version { get; set; }

    public bool WasKept { get; private set; }

    private bool IsMine => Application.May(IsAcademy ? "Score" : "AssessOneself");

    private int Longest => IsAcademy ? LongestNote : LongestStatement;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        if (!IsMine)
        {
            return RedirectToPage("Application", new { id });
        }

        Version = Application.Version;
        foreach (var code in Criteria.Select(criterion => criterion.Code))
        {
            var (said, score) = (
                Application.SelfAssessment.FirstOrDefault(own => own.Criterion == code), Application.Scores?.FirstOrDefault(given => given.Criterion == code));
            (Choices[code], Texts[code]) = IsAcademy
                ? (score?.Points.ToString(CultureInfo.InvariantCulture), score?.Note)
                : (said is null ? null : said.IsMet ? "yes" : "no", said?.Statement);
        }

        await TakeTyped();
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        if (!IsMine)
        {
            return RedirectToPage("Application", new { id });
        }

        foreach (var code in Criteria.Select(criterion => criterion.Code))
        {
            _ = Choices.TryAdd(code, null) | Texts.TryAdd(code, null);
        }

        var answered = Criteria.Select(criterion => criterion.Code).Where(IsAnswered).ToList();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            _ = IsAcademy
                ? await Applications.Review(
                    id, Version, [.. answered.Select(code => new Score(code, int.Parse(Choices[code]!, CultureInfo.InvariantCulture), Text(code)))], cancellationToken)
                : await Applications.AssessOneself(
                    id, Version, [.. answered.Select(code => new SelfAssessment(code, Choices[code] == "yes", Text(code)))], cancellationToken);
            Remember(answered.Count == Criteria.Count ? T["Saved. All ten have an answer."] : T["Saved. {0} of ten have an answer.", answered.Count]);
            return RedirectToPage("Application", new { id });
        }
        catch (Refused refused)
        {
            Say(refused);
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private string Text(string code) => Texts.GetValueOrDefault(code)?.Trim() ?? "";

    /// <summary>Both parts or none: one without the other says nothing.</summary>
    private bool IsAnswered(string code)
    {
        string[] known = IsAcademy ? ["0", "1", "2", "3"] : ["yes", "no"];
        var (isChosen, text) = (known.Contains(Choices.GetValueOrDefault(code)), Text(code));
        if (isChosen && text.Length == 0)
        {
            ModelState.AddModelError($"{nameof(Texts)}[{code}]", IsAcademy ? T["Say why for {0}", code] : T["Say how for {0}", code]);
        }
        else if (!isChosen && text.Length > 0)
        {
            ModelState.AddModelError($"{nameof(Choices)}[{code}]", T["Select an answer for {0}", code]);
        }
        else if (text.Length > Longest)
        {
            ModelState.AddModelError($"{nameof(Texts)}[{code}]", T["What you say for {0} must be {1} characters or fewer", code, Longest]);
        }

        return isChosen;
    }

    private async Task TakeTyped()
    {
        if (await drafts.Take(HttpContext) is not { } typed)
        {
            return;
        }

        WasKept = true;
        foreach (var code in Criteria.Select(criterion => criterion.Code))
        {
            Choices[code] = typed.GetValueOrDefault($"{nameof(Choices)}[{code}]")?.FirstOrDefault() ?? Choices[code];
            Texts[code] = typed.GetValueOrDefault($"{nameof(Texts)}[{code}]")?.FirstOrDefault() ?? Texts[code];
        }
    }
}
