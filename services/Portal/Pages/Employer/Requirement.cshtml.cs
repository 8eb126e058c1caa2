using System.Globalization;
using Academy.AscWds.Codes;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>One training an employer asks for, new or changed.</summary>
internal sealed class RequirementModel(TeamClient team, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : RequirementsPage(team, time)
{
    public const string New = "new";
    public const string Everybody = "all";
    public const string Some = "some";

    private const int MostMonths = 120;

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

    /// <summary>The version of the whole list that the page was opened with.</summary>
    [BindProperty]
    public long Version { get; set; }

    public bool IsNew => Code == New;

    public bool WasKept { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (await Missing(cancellationToken) is { } list)
        {
            return list;
        }

        Version = Asked.Version;
        var (asked, kept) = (Asked.Subjects.FirstOrDefault(subject => subject.Code == Code), await drafts.Take(HttpContext));
        Roles = [.. (asked?.JobRoleCodes ?? []).Select(role => role.ToString(CultureInfo.InvariantCulture))];
        (AskedOf, Months, Combination) = (
            asked is null ? null : Roles.Count == 0 ? Everybody : Some, asked?.RefreshMonths?.ToString(CultureInfo.InvariantCulture), asked?.Combination ?? "Shortest");
        if (kept is not null)
        {
            WasKept = true;
            (Subject, AskedOf, Months) = (Kept(nameof(Subject)), Kept(nameof(AskedOf)), Kept(nameof(Months)));
            (Roles, Combination) = ([.. kept.GetValueOrDefault(nameof(Roles)) ?? []], Kept(nameof(Combination)) ?? Combination);
        }

        return Page();

        string? Kept(string field) => kept.GetValueOrDefault(field)?.FirstOrDefault();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
        => await Missing(cancellationToken) is { } list ? list
            : Check() is { } subject ? await Save([.. Asked.Subjects.Where(other => other.Code != subject.Code), subject], Saved, subject.Code, cancellationToken)
            : Page();

    public async Task<IActionResult> OnPostRemove(CancellationToken cancellationToken)
        => await Missing(cancellationToken) is { } list ? list
            : await Save([.. Asked.Subjects.Where(other => other.Code != Code)], Removed, Code, cancellationToken);

    private async Task<IActionResult> Save(IReadOnlyList<RequiredSubject> subjects, string note, string code, CancellationToken cancellationToken)
    {
        try
        {
            await Team.SetRequirements(Employer, Version, subjects, cancellationToken);
            TempData[note] = NameOf(code);
            return RedirectToPage("Requirements");
        }
        catch (Refused refused)
        {
            ModelState.AddModelError("", refused.IsStale
                ? words["Somebody else changed the list meanwhile. Load the page again, then make your change"]
                : words["We could not save this. Load the page again"]);
            return Page();
        }
        catch (NotThere)
        {
            ModelState.AddModelError("", words["Only somebody who acts for the whole employer can change this"]);
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    /// <summary>Where it leads if there is nothing to change here.</summary>
    private async Task<IActionResult?> Missing(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        return MayChange && (IsNew || Asked.Subjects.Any(subject => subject.Code == Code)) ? null : RedirectToPage("Requirements");
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

        int? months = null;
        if (!string.IsNullOrWhiteSpace(Months))
        {
            if (int.TryParse(Months.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostMonths)
            {
                months = number;
            }
            else
            {
                ModelState.AddModelError(nameof(Months), words["The months must be a number from 1 to {0}, for example 12", MostMonths]);
            }
        }

        return !ModelState.IsValid ? null : new RequiredSubject(
            int.TryParse(code, CultureInfo.InvariantCulture, out var category) ? category : null, AskedOf == Some ? roles : [], months,
            Composites.FirstOrDefault(composite => composite.Code == code)?.Code, Combination == "Longest" ? "Longest" : "Shortest");
    }
}
