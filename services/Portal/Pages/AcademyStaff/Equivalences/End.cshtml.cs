using System.ComponentModel.DataAnnotations;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Pages.AcademyStaff.Kitemarks;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Equivalences;

/// <summary>Ends what counts: for training completed from a day on. What was completed before stays.</summary>
internal sealed class EndModel(EquivalenceClient equivalences, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : KitemarkPage(drafts, time, words)
{
    private const int LongestReason = 1000;

    [BindProperty, FromForm, Display(Name = "First day it does not count")]
    public DateOnly? From { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public ListedEquivalence Equivalence { get; private set; } = null!;

    private bool IsOpen => Who.May(Who.LeadsKitemarks) && Equivalence.Ended is null;

    private IActionResult NotOpen => Who.May(Who.LeadsKitemarks) ? RedirectToPage("Index") : Forbid();

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        Equivalence = await equivalences.One(id, cancellationToken);
        (FormKey, From) = (Guid.CreateVersion7().ToString(), Today);
        if (await TakeTyped(nameof(From)) is { } typed)
        {
            Reason = typed(nameof(Reason)).FirstOrDefault();
        }

        return IsOpen ? Page() : NotOpen;
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        Equivalence = await equivalences.One(id, cancellationToken);
        if (!IsOpen)
        {
            return NotOpen;
        }

        if (From is null && !IsWrong(nameof(From)))
        {
            ModelState.AddModelError($"{nameof(From)}.Day", T["Enter the first day it does not count"]);
        }

        Require(nameof(Reason), Reason, LongestReason, T["Say why"]);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            await equivalences.End(id, From!.Value, Reason!.Trim(), Once.Key($"{FormKey} {id} {From:O} {Reason}"), cancellationToken);
            Remember(T["It is ended."]);
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
