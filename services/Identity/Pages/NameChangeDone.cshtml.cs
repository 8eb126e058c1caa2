using Academy.Identity.Data;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Pages;

internal sealed class NameChangeDoneModel(IdentityDb db) : AccountPage
{
    public string Reference { get; private set; } = "";

    public async Task OnGetAsync(string reference, CancellationToken cancellationToken)
        => Reference = await db.NameChanges.Where(change => change.AccountId == Account.Id && change.Reference == reference)
            .Select(change => change.Reference).SingleOrDefaultAsync(cancellationToken) ?? throw new NotThere();
}
