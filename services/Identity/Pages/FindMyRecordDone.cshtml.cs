using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Pages;

internal sealed class FindMyRecordDoneModel(IdentityDb db) : AccountPage
{
    public RecordRequest? Search { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Search = await db.RecordRequests.AsNoTracking()
            .SingleOrDefaultAsync(r => r.AccountId == Account.Id && r.State == RecordRequestState.Waiting, cancellationToken);
        return Account.LearnerId is null && Search is null ? Redirect("/find-my-record") : Page();
    }
}
