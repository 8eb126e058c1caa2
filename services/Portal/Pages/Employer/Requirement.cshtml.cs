using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Academy.AscWds.Codes;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>One training an employer asks for, new or changed. What it would do is said on the next page, before it is saved.</summary>
internal sealed class RequirementModel(TeamClient team, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : RequirementsPage(team, time)
{
    public const string New = "new";
    public const string Everybody = "all";
    public const string Some = "some";

    private const int MostMonths = 120;
    private const int MostDays = 365;

    /// <summary><see cref="New"/>, the code of a subject, or of a composite.</summary>
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    /// <summary>For a new one: the code.</summary>
    [BindProperty]
    public string? Subject { get; set; }

    /// <summary><see cref="Everybody"/> or <see cref="Some"/>.</summary>
    [BindProperty]
    public string? AskedOf { get; set; }

    [BindProperty]
    public List<string> Roles { get; set; } = [];

    [BindProperty]
    public string? Months { get; set; }

    [BindProperty]
    public string? Combination { get; set; }

    [BindProperty, FromForm, Display(Name = "The first day")]
    public DateOnly? From { get; set; }

    [BindProperty]
    public string? Grace { get; set; }

    /// <summary>The version of the whole list that the page was opened with.</summary>
    [BindProperty]
    public long Version { get; set; }

    /// <summary>Back from the page after this one, to go on with what was typed.</summary>
    [FromQuery]
    public bool Again { get; set; }

    public bool IsNew => Code == New;

    public bool WasKept { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (await Missing(cancellationToken) is { } list)
        {
            return list;
        }

        Version = Asked.Version;
        Show((Again ? Noted(Code)?.Subject : null) ?? Asked.Subjects.FirstOrDefault(subject => subject.Code == Code));
        if (await drafts.Take(HttpContext) is { } kept)
        {
            WasKept = true;
            (Subject, AskedOf, Months, Grace) = (Kept(nameof(Subject)), Kept(nameof(AskedOf)), Kept(nameof(Months)), Kept(nameof(Grace)));
            (Roles, Combination) = ([.. kept.GetValueOrDefault(nameof(Roles)) ?? []], Kept(nameof(Combination)) ?? Combination);
            foreach (var part in new[] { "From.Day", "From.Month", "From.Year" })
            {
                ModelState.SetModelValue(part, Kept(part), Kept(part));
            }

            string? Kept(string field) => kept.GetValueOrDefault(field)?.FirstOrDefault();
        }

        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
        => await Missing(cancellationToken) is { } list ? list : Check() is { } subject ? Next(new(subject.Code, subject, Version)) : Page();

    public async Task<IActionResult> OnPostRemove(CancellationToken cancellationToken)
        => await Missing(cancellationToken) is { } list ? list : IsNew ? RedirectToPage("Requirements") : Next(new(Code, null, Version));

    private RedirectToPageResult Next(RequirementChange change)
    {
        Keep(Code, change);
        return RedirectToPage("RequirementCheck", new { code = Code });
    }

    /// <summary>Where it leads if there is nothing to change here.</summary>
    private async Task<IActionResult?> Missing(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        return MayChange && (IsNew || Asked.Subjects.Any(subject => subject.Code == Code)) ? null : RedirectToPage("Requirements");
    }

    private void Show(RequiredSubject? asked)
    {
        Combination = asked?.Combination ?? "Shortest";
        if (asked is not null)
        {
            Subject = asked.Code;
            Roles = [.. (asked.JobRoleCodes ?? []).Select(Text)];
            (AskedOf, From) = (Roles.Count == 0 ? Everybody : Some, asked.AskedFrom);
            (Months, Grace) = (asked.RefreshMonths is { } months ? Text(months) : null, asked.GraceDays is { } days ? Text(days) : null);
        }

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private RequiredSubject? Check()
    {
        var code = IsNew ? Subject : Code;
        if (NameOf(code) is null)
        {
            ModelState.AddModelError(nameof(Subject), words["Choose the training"]);
        }
        else if (IsNew && Asked.Subjects.Any(subject => subject.Code == code))
        {
            ModelState.AddModelError(nameof(Subject), words["This is in your list already. Change it there"]);
        }

        var roles = Roles.Select(role => int.TryParse(role, CultureInfo.InvariantCulture, out var number) && JobRoles.TryGet(number, out _) ? number : (int?)null).OfType<int>().Distinct().ToList();
        if (AskedOf is not (Everybody or Some))
        {
            ModelState.AddModelError(nameof(AskedOf), words["Select who must have it"]);
        }
        else if (AskedOf == Some && roles.Count == 0)
        {
            ModelState.AddModelError(nameof(Roles), words["Select at least one job role"]);
        }

        var months = Number(Months, 1, MostMonths, nameof(Months), words["The months must be a number from 1 to {0}, for example 12", MostMonths]);
        var days = Number(Grace, 0, MostDays, nameof(Grace), words["The days must be a number from 0 to {0}, for example 30", MostDays]);
        return !ModelState.IsValid ? null : new RequiredSubject(
            int.TryParse(code, CultureInfo.InvariantCulture, out var category) ? category : null, AskedOf == Some ? roles : [], months,
            Composites.FirstOrDefault(composite => composite.Code == code)?.Code, Combination == "Longest" ? "Longest" : "Shortest", From, days);
    }

    private int? Number(string? typed, int least, int most, string field, string wrong)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        ModelState.AddModelError(field, wrong);
        return null;
    }
}
