using System.ComponentModel.DataAnnotations;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Trainer.Records;

/// <summary>The day of a completion was recorded wrongly.</summary>
internal sealed class CorrectModel(RecordsClient records, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : RecordPage(records, time)
{
    private const int LongestReason = 500;

    [BindProperty, FromForm, Display(Name = "The day it was completed"), Required(ErrorMessage = "Enter the day it was completed")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public bool WasKept { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        FormKey = Guid.CreateVersion7().ToString();
        if (await drafts.Take(HttpContext) is { } typed)
        {
            (Reason, WasKept) = (typed.GetValueOrDefault(nameof(Reason))?.FirstOrDefault(), true);
            foreach (var part in new[] { "On.Day", "On.Month", "On.Year" })
            {
                ModelState.SetModelValue(part, typed.GetValueOrDefault(part)?.FirstOrDefault(), typed.GetValueOrDefault(part)?.FirstOrDefault());
            }
        }

        return Record.Entry.Withdrawal is null ? Page() : RedirectToPage("Withdraw", new { id });
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        if (Record.Entry.Withdrawal is not null)
        {
            return RedirectToPage("Withdraw", new { id });
        }

        var reason = Reason?.Trim() ?? "";
        if (On > Today)
        {
            ModelState.AddModelError($"{nameof(On)}.Day", words["The day must be today or in the past"]);
        }
        else if (On == Record.Entry.CompletedOn)
        {
            ModelState.AddModelError($"{nameof(On)}.Day", words["This is the day that is recorded already"]);
        }

        if (reason.Length < 3)
        {
            ModelState.AddModelError(nameof(Reason), words["Say why it was wrong. The person will read it"]);
        }
        else if (reason.Length > LongestReason)
        {
            ModelState.AddModelError(nameof(Reason), words["What you say must be {0} characters or fewer", LongestReason]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            await Records.Correct(id, On!.Value, reason, Once.Key($"{FormKey} {id} {On:O} {reason}"), cancellationToken);
            TempData[RecordsModel.Corrected] = true;
            return RedirectToPage("Index");
        }
        catch (Refused refused)
        {
            ModelState.AddModelError($"{nameof(On)}.Day", refused.Slug switch
            {
                "already-recorded" => words["This course is recorded for that day already. Withdraw the record that is too many"],
                "completed-in-future" => words["The day must be today or in the past"],
                "completed-too-early" => words["The day is too long ago. Check the year"],
                _ => words["We could not correct this record. Check the day, or load the page again"],
            });
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }
}
