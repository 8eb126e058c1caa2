using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Partners;

/// <summary>A partner was shown how the Academy works.</summary>
internal sealed class InductionModel(PartnerLogClient log, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : PartnerPage(log, drafts, time, words)
{
    private const int LongestContent = 2000;
    private const int LongestName = 100;

    [BindProperty]
    public string? Chosen { get; set; }

    [BindProperty]
    public string? Shown { get; set; }

    [BindProperty]
    public string? By { get; set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        FormKey = Guid.CreateVersion7().ToString();
        if (await TakeTyped(nameof(On)) is { } typed)
        {
            (Chosen, Shown, By) = (typed(nameof(Chosen)).FirstOrDefault(), typed(nameof(Shown)).FirstOrDefault(), typed(nameof(By)).FirstOrDefault());
        }
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        var partner = Partner(Chosen);
        if (partner is null)
        {
            ModelState.AddModelError(nameof(Chosen), T["Select the partner"]);
        }

        CheckDay();
        Require(nameof(Shown), Shown, LongestContent, T["Say what you went through"]);
        Require(nameof(By), By, LongestName, T["Enter who inducted the partner"]);
        return !ModelState.IsValid
            ? Page()
            : await Add(() => Log.Induct(
                partner!.PartnerId, On!.Value, Shown!.Trim(), By!.Trim(), Once.Key($"{FormKey} {Chosen} {On:O} {Shown} {By}"), cancellationToken));
    }
}
