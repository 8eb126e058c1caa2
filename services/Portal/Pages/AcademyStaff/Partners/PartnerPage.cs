using System.ComponentModel.DataAnnotations;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Pages.AcademyStaff.Kitemarks;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Partners;

/// <summary>Something that took place with partners is added to the log.</summary>
internal abstract class PartnerPage(PartnerLogClient log, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : KitemarkPage(drafts, time, words)
{
    [BindProperty, FromForm, Display(Name = "Day")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    /// <summary>Those there are to choose from, by name.</summary>
    public IReadOnlyList<NamedPartner> All { get; private set; } = [];

    protected PartnerLogClient Log => log;

    protected async Task Read(CancellationToken cancellationToken) => All = (await log.Partners(cancellationToken)).Items;

    protected NamedPartner? Partner(string? id) => All.FirstOrDefault(partner => partner.PartnerId.ToString() == id);

    protected void CheckDay()
    {
        if (On is null && !IsWrong(nameof(On)))
        {
            ModelState.AddModelError($"{nameof(On)}.Day", T["Enter the day"]);
        }
        else if (On > Today)
        {
            ModelState.AddModelError($"{nameof(On)}.Day", T["The day must be today or in the past"]);
        }
    }

    /// <summary>Adds it; the list says so then.</summary>
    protected async Task<IActionResult> Add(Func<Task<AddedToLog>> add)
    {
        try
        {
            await add();
            Remember(T["It is in the log."]);
            return RedirectToPage("Index");
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
}
