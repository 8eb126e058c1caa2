using System.ComponentModel.DataAnnotations;
using Academy.AscWds.Codes;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>The Care Certificate of one of the staff: the employer records the standards it assessed, and awards it when all are met.</summary>
internal sealed class CareCertificateModel(
    StarterClient starters, CareCertificateClient certificates, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : EmployerPage(time)
{
    public const int Latest = CareCertificateStandards.Latest;

    private const string Said = "care certificate";
    private const int LongestName = 120;

    /// <summary>The numbers of those that were ticked.</summary>
    [BindProperty]
    public List<string> Standards { get; set; } = [];

    [BindProperty]
    public string? Assessor { get; set; }

    [BindProperty]
    public string? AssessorRole { get; set; }

    [BindProperty, FromForm, Display(Name = "The day they were assessed"), Required(ErrorMessage = "Enter the day they were assessed")]
    public DateOnly? On { get; set; }

    /// <summary>The version standards are recorded of, as the address says it.</summary>
    [BindProperty(Name = "version", SupportsGet = true)]
    public string? Asked { get; set; }

    /// <summary>The version to award; none where standards are recorded.</summary>
    [BindProperty]
    public int? Award { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public bool WasKept { get; private set; }

    public string? Done { get; private set; }

    public Starter Starter { get; private set; } = null!;

    public IReadOnlyList<HeldCareCertificate> Held { get; private set; } = [];

    public IReadOnlyList<StatedCertificate> Stated { get; private set; } = [];

    public IReadOnlyList<HeldCareCertificate> Begun => [.. Held.Where(one => one.StandardsMet > 0 || one.Award is not null || one.Recognised > 0)];

    /// <summary>Those of which every standard is met and none was awarded.</summary>
    public IReadOnlyList<HeldCareCertificate> Ready => [.. Held.Where(one => one.StandardsMet == one.StandardsInAll && one.Award is null)];

    public int Version => Held.FirstOrDefault(one => $"{one.Version}" == Asked)?.Version ?? Latest;

    public IEnumerable<HeldStandard> Missing => Held.Single(one => one.Version == Version).Standards.Where(standard => standard.Assessed is null);

    public bool MayRecord => Who.May("observations.write") && Who.May("qualifications.write");

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        (FormKey, Done) = (Guid.CreateVersion7().ToString(), TempData[Said] as string);
        if (await drafts.Take(HttpContext) is { } typed)
        {
            WasKept = true;
            (Assessor, AssessorRole) = (typed.GetValueOrDefault(nameof(Assessor))?.FirstOrDefault(), typed.GetValueOrDefault(nameof(AssessorRole))?.FirstOrDefault());
            Standards = [.. typed.GetValueOrDefault(nameof(Standards)) ?? []];
        }
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        try
        {
            return await (Award is { } version ? GiveAward(version, cancellationToken) : Record(cancellationToken));
        }
        catch (Refused refused)
        {
            ModelState.AddModelError("", refused.Slug == "not-allowed"
                ? words["You can look. Only managers and administrators record standards"]
                : words["We could not save this. Load the page again and check the answers"]);
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private async Task<IActionResult> Record(CancellationToken cancellationToken)
    {
        var (assessor, role) = (Assessor?.Trim() ?? "", AssessorRole?.Trim() ?? "");
        List<int> standards = [.. Missing.Select(standard => standard.Number).Where(number => Standards.Contains($"{number}"))];
        Require(standards.Count > 0, nameof(Standards), words["Select at least one standard"]);
        Require(assessor.Length is >= 2 and <= LongestName, nameof(Assessor), words["Enter the name of whoever assessed them, in {0} letters or fewer", LongestName]);
        Require(role.Length is >= 2 and <= LongestName, nameof(AssessorRole), words["Enter their role, in {0} letters or fewer", LongestName]);
        Require(!(On > Today), $"{nameof(On)}.Day", words["The day must be today or in the past"]);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var said = new NewAssessment(Version, standards, assessor, role, On!.Value);
        var result = await certificates.Record(
            Starter.LearnerId, said, Once.Key($"{FormKey} {Version} {string.Join(',', standards)} {assessor} {role} {On:O}"), cancellationToken);
        if (result.Outcome == "Refused")
        {
            ModelState.AddModelError($"{nameof(On)}.Day", words["This version cannot have been assessed on that day. The version of 2015 had to begin by 31 July 2025"]);
            return Page();
        }

        return Again(words["The standards are recorded"]);
    }

    private async Task<IActionResult> GiveAward(int version, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        await certificates.Award(Starter.LearnerId, version, Today, Once.Key($"{FormKey} award {version}"), cancellationToken);
        return Again(words["The Care Certificate is awarded"]);
    }

    private RedirectToPageResult Again(string said)
    {
        TempData[Said] = said;
        return RedirectToPage(new { id = Starter.LearnerId, version = Asked });
    }

    private async Task Read(Guid id, CancellationToken cancellationToken)
    {
        Starter = await starters.Starter(Employer, id, cancellationToken);
        (Held, Stated) = await certificates.Of(id, cancellationToken);
    }

    private void Require(bool isSo, string field, LocalizedString message)
    {
        if (!isSo)
        {
            ModelState.AddModelError(field, message);
        }
    }
}
