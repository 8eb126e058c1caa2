using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using Academy.AscWds.Codes;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Pages.AcademyStaff.Kitemarks;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Equivalences;

/// <summary>Says that something held counts as something else: what, as what, for which days, why, and where it can be read.</summary>
internal sealed partial class NewModel(EquivalenceClient equivalences, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words)
    : KitemarkPage(drafts, time, words)
{
    private const int LongestReason = 1000;
    private const int LongestSource = 300;

    /// <summary>course, subject or qualification.</summary>
    [BindProperty]
    public string? Held { get; set; }

    /// <summary>The address of the course's page, or the course's id.</summary>
    [BindProperty]
    public string? Course { get; set; }

    [BindProperty]
    public string? HeldSubject { get; set; }

    [BindProperty]
    public string? HeldQualification { get; set; }

    /// <summary>subject, or the version of the Care Certificate.</summary>
    [BindProperty]
    public string? CountsAs { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public List<string> Standards { get; set; } = [];

    [BindProperty, FromForm, Display(Name = "First day")]
    public DateOnly? From { get; set; }

    [BindProperty, FromForm, Display(Name = "Last day")]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public async Task<IActionResult> OnGet()
    {
        FormKey = Guid.CreateVersion7().ToString();
        if (await TakeTyped(nameof(From), nameof(Until)) is { } typed)
        {
            string? Typed(string field) => typed(field).FirstOrDefault();
            (Held, Course, HeldSubject, HeldQualification) = (Typed(nameof(Held)), Typed(nameof(Course)), Typed(nameof(HeldSubject)), Typed(nameof(HeldQualification)));
            (CountsAs, Subject, Standards) = (Typed(nameof(CountsAs)), Typed(nameof(Subject)), [.. typed(nameof(Standards))]);
            (Reason, Source) = (Typed(nameof(Reason)), Typed(nameof(Source)));
        }

        return Who.May(Who.LeadsKitemarks) ? Page() : Forbid();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!Who.May(Who.LeadsKitemarks))
        {
            return Forbid();
        }

        var (held, counted) = (ReadHeld(), ReadCounted());
        if (From is null && !IsWrong(nameof(From)))
        {
            ModelState.AddModelError($"{nameof(From)}.Day", T["Enter the first day"]);
        }
        else if (Until < From)
        {
            ModelState.AddModelError($"{nameof(Until)}.Day", T["The last day must be after the first"]);
        }

        Require(nameof(Reason), Reason, LongestReason, T["Say why"]);
        Require(nameof(Source), Source, LongestSource, T["Say where it can be read"]);
        if (!ModelState.IsValid || held is null || counted is null)
        {
            return Page();
        }

        try
        {
            var decided = new NewEquivalence(held, counted, From!.Value, Until, Reason!.Trim(), Source!.Trim());
            await equivalences.Decide(decided, Once.Key($"{FormKey} {System.Text.Json.JsonSerializer.Serialize(decided)}"), cancellationToken);
            Remember(T["It counts now."]);
            return RedirectToPage("Index");
        }
        catch (NotThere)
        {
            ModelState.AddModelError(nameof(Course), T["There is no such course"]);
            return Page();
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

    private HeldLearning? ReadHeld()
    {
        switch (Held)
        {
            case "course" when Id().Match(Course ?? "") is { Success: true } found:
                return new(Guid.Parse(found.Value), null, null);
            case "course":
                ModelState.AddModelError(nameof(Course), T["Enter the address of the course in the list of courses"]);
                return null;
            case "subject" when Code(HeldSubject) is { } code && TrainingCategories.TryGet(code, out _):
                return new(null, code, null);
            case "subject":
                ModelState.AddModelError(nameof(HeldSubject), T["Select a subject"]);
                return null;
            case "qualification" when Code(HeldQualification) is { } code && Qualifications.TryGet(code, out _):
                return new(null, null, code);
            case "qualification":
                ModelState.AddModelError(nameof(HeldQualification), T["Select a qualification"]);
                return null;
            default:
                ModelState.AddModelError(nameof(Held), T["Select what somebody holds"]);
                return null;
        }
    }

    private CountedAs? ReadCounted()
    {
        if (CountsAs == "subject")
        {
            if (Code(Subject) is { } code && TrainingCategories.TryGet(code, out _))
            {
                return new(code, null);
            }

            ModelState.AddModelError(nameof(Subject), T["Select a subject"]);
            return null;
        }

        if (Code(CountsAs) is not { } version || CareCertificateStandards.Of(version) is not { Count: > 0 } known)
        {
            ModelState.AddModelError(nameof(CountsAs), T["Select what it counts as"]);
            return null;
        }

        List<int> standards = [.. Standards.Select(Code).OfType<int>().Where(number => known.Any(standard => standard.Number == number)).Distinct().Order()];
        if (standards.Count == 0 || standards.Count < Standards.Distinct(StringComparer.Ordinal).Count())
        {
            ModelState.AddModelError(nameof(Standards), T["Select standards that the version has"]);
            return null;
        }

        return new(null, new(version, standards));
    }

    private static int? Code(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", RegexOptions.None, 1000)]
    private static partial Regex Id();
}
