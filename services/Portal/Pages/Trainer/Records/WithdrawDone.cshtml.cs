using Academy.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Trainer.Records;

internal sealed class WithdrawDoneModel(RecordsClient records, TimeProvider time) : RecordPage(records, time)
{
    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        return Record.Entry.Withdrawal is null ? RedirectToPage("Withdraw", new { id }) : Page();
    }
}
