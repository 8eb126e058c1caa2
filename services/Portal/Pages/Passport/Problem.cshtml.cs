using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Passport;

/// <summary>A learner says that a record is wrong, says more, or asks the Academy; and reads what was answered.</summary>
internal sealed class ProblemModel(OwnPassportClient passports, DisputeClient disputes, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : LearnerPage(time)
{
    private const string Sent = "dispute sent";
    private const int LongestWords = 1000;
    private static readonly string[] Claims = ["WrongDay", "WrongCourse", "NotMine", "SomethingElse"];

    [BindProperty]
    public string? Claim { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public OwnEntry Entry { get; private set; } = null!;

    /// <summary>The last one about this record.</summary>
    public Dispute? Dispute { get; private set; }

    public bool WasKept { get; private set; }

    public bool WasSent { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        if (!await Read(id, cancellationToken))
        {
            return RedirectToPage("Item", new { id });
        }

        FormKey = Guid.CreateVersion7().ToString();
        WasSent = TempData[Sent] is true;
        Claim = Dispute is { State: not DisputeState.Settled } open ? open.Claim : null;
        if (await drafts.Take(HttpContext) is { } typed)
        {
            (Claim, Words, WasKept) = (typed.GetValueOrDefault(nameof(Claim))?.FirstOrDefault(), typed.GetValueOrDefault(nameof(Words))?.FirstOrDefault(), true);
        }

        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            if (!await Read(id, cancellationToken))
            {
                return RedirectToPage("Item", new { id });
            }

            var asks = Dispute is { MayAskAcademy: true };
            if (Check(asks) is not { } said)
            {
                return Page();
            }

            var key = Once.Key($"{FormKey} {id} {Claim} {said}");
            _ = asks
                ? await disputes.AskAcademy(Dispute!.DisputeId, said, key, cancellationToken)
                : await disputes.Report(id, Claim!, said, key, cancellationToken);
            TempData[Sent] = true;
            return RedirectToPage(new { id });
        }
        catch (Refused refused)
        {
            ModelState.AddModelError(nameof(Words), refused.Slug == "dispute-full"
                ? words["You said 10 things already. Wait for the answer"]
                : words["We could not take this. Load the page again"]);
            return Page();
        }
        catch (ServiceDown) when (Entry is not null)
        {
            return Down();
        }
    }

    /// <summary>What was typed, if it can be sent.</summary>
    private string? Check(bool asks)
    {
        if (!asks && !Claims.Contains(Claim))
        {
            ModelState.AddModelError(nameof(Claim), words["Select what is wrong"]);
        }

        var said = Words?.Trim() ?? "";
        if (said.Length < 3)
        {
            ModelState.AddModelError(nameof(Words), asks ? words["Say why you do not agree"] : words["Say what is right"]);
        }
        else if (said.Length > LongestWords)
        {
            ModelState.AddModelError(nameof(Words), words["What you say must be {0} characters or fewer", LongestWords]);
        }

        return ModelState.IsValid ? said : null;
    }

    /// <summary>Not of what the learner added: that is removed and added again.</summary>
    private async Task<bool> Read(Guid id, CancellationToken cancellationToken)
    {
        Entry = (await passports.Passport(Learner, cancellationToken)).Entries.SingleOrDefault(entry => entry.EntryId == id) ?? throw new NotThere();
        if (Entry.Declared is not null)
        {
            return false;
        }

        Dispute = (await disputes.Own(Learner, cancellationToken)).Disputes.FirstOrDefault(dispute => dispute.Entry.EntryId == id);
        return true;
    }
}
