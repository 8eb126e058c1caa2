using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

internal static class OwnAccounts
{
    /// <summary>The account of the person who calls; a client that calls for itself has none.</summary>
    public static async Task<Account> OwnAccount(this IdentityDb db, Caller caller, CancellationToken cancellationToken)
        => Guid.TryParse(caller.Subject, out var id) && await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) is { } account
            ? account
            : throw new NotThere();
}
