using Academy.Pages;
using Academy.Portal.Clients;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Trainer.Records;

/// <summary>The reason once more, and the button that withdraws: once, however often it is pressed.</summary>
internal sealed class WithdrawCheckModel(RecordsClient records, TimeProvider time, IStringLocalizer<Words> words) : RecordPage(records, time)
{
    [BindProperty]
    public string? FormKey { get; set; }

    public WithdrawalReason Reason { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        FormKey = Guid.CreateVersion7().ToString();
        return await IsReady(id, cancellationToken) ? Page() : RedirectToPage("Withdraw", new { id });
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        if (!await IsReady(id, cancellationToken))
        {
            return RedirectToPage("Withdraw", new { id });
        }

        try
        {
            await Records.Withdraw(id, Reason.Text, Once.Key($"{FormKey} {id} {Reason.Text}"), cancellationToken);
            TempData.Remove(WithdrawalReason.Note(id));
            return RedirectToPage("WithdrawDone", new { id });
        }
        catch (Refused)
        {
            ModelState.AddModelError("", words["We could not withdraw this record. Load the page again"]);
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    /// <summary>A reason was given, and nobody withdrew it meanwhile.</summary>
    private async Task<bool> IsReady(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        Reason = WithdrawalReason.Of(TempData, id)!;
        return Reason is not null && Record.Entry.Withdrawal is null;
    }
}
