using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>Who may act for the employer: for its administrators.</summary>
internal abstract class PeoplePage(TimeProvider time) : EmployerPage(time)
{
    public const string Done = "people done";

    public bool MayChange => Who.May(Who.ManagesMembers);
}

/// <summary>A form that gives somebody a role: invited, or held already.</summary>
internal abstract class RolePage(Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : PeoplePage(time)
{
    public const string Administrator = "administrator";
    public const string Manager = "manager";
    public const string Viewer = "viewer";

    private const int LongestReason = 500;
    private const int MostWorkplaces = 50;

    [BindProperty]
    public string? RoleName { get; set; }

    /// <summary>The employer's references, divided by commas or lines; nothing for all of the employer.</summary>
    [BindProperty]
    public string? Workplaces { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public bool WasKept { get; private set; }

    protected IReadOnlyList<string>? References => (Workplaces ?? "").Split([',', ';', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } named ? named.Distinct(StringComparer.Ordinal).ToList() : null;

    protected IStringLocalizer<Words> Words => words;

    protected async Task<IReadOnlyDictionary<string, string[]>?> Begin()
    {
        FormKey = Guid.CreateVersion7().ToString();
        if (await drafts.Take(HttpContext) is not { } typed)
        {
            return null;
        }

        (RoleName, Workplaces, Reason, WasKept) = (Typed(typed, nameof(RoleName)), Typed(typed, nameof(Workplaces)), Typed(typed, nameof(Reason)), true);
        return typed;
    }

    protected static string? Typed(IReadOnlyDictionary<string, string[]> typed, string field) => typed.GetValueOrDefault(field)?.FirstOrDefault();

    protected void CheckRole()
    {
        if (RoleName is not (Administrator or Manager or Viewer))
        {
            ModelState.AddModelError(nameof(RoleName), words["Select what they may do"]);
        }
        else if (RoleName == Administrator && References is not null)
        {
            ModelState.AddModelError(nameof(Workplaces), words["An administrator acts for the whole employer. Leave this empty"]);
        }
        else if (References?.Count > MostWorkplaces)
        {
            ModelState.AddModelError(nameof(Workplaces), words["Name {0} workplaces or fewer", MostWorkplaces]);
        }
    }

    protected void CheckReason()
    {
        if (Reason?.Trim() is not { Length: >= 3 and <= LongestReason })
        {
            ModelState.AddModelError(nameof(Reason), words["Say why, in 3 to {0} letters", LongestReason]);
        }
    }

    /// <summary>Says at the field it is about what Identity did not take.</summary>
    protected IActionResult Say(Refused refused)
    {
        var (field, message) = refused.Slug switch
        {
            "last-administrator" => ("", words["This is the last administrator. Give somebody else this role first"]),
            "email" => ("Email", words["Enter an email address like name@example.com"]),
            _ when refused.Slug.StartsWith("workplace", StringComparison.Ordinal) || refused.Slug == "role-of-the-whole" => (nameof(Workplaces), words["Check the references of the workplaces. They are the same as in ASC-WDS"]),
            _ => ("", words["We could not save this. Load the page again"]),
        };
        ModelState.AddModelError(field, message);
        return Page();
    }
}
