using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Pages;

/// <summary>What somebody has answered so far about the name they want.</summary>
internal sealed record WantedName(Guid AccountId, string? NewName, string? Reason)
{
    public const string Draft = "name-change";
}

/// <summary>One page of asking for another name.</summary>
internal abstract class NameChangePage(IdentityDb db, Drafts drafts) : AccountPage
{
    protected WantedName Wanted
        => drafts.Read<WantedName>(HttpContext, WantedName.Draft) is { } wanted && wanted.AccountId == Account.Id
            ? wanted
            : new WantedName(Account.Id, null, null);

    protected void Keep(WantedName wanted) => drafts.Write(HttpContext, WantedName.Draft, wanted);

    protected void Forget() => drafts.Clear(HttpContext, WantedName.Draft);

    /// <summary>The request that waits to be decided: one at a time.</summary>
    protected Task<string?> Waiting(CancellationToken cancellationToken)
        => db.NameChanges.Where(change => change.AccountId == Account.Id && change.State == NameChangeState.Waiting)
            .Select(change => change.Reference).SingleOrDefaultAsync(cancellationToken);

    protected static string Done(string reference) => $"/account/name-change/done/{reference}";
}
