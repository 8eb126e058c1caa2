using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Pages.Connect;

/// <summary>The services of others a person connected, and the way to end that.</summary>
[Authorize(SignedIn.Policy)]
internal sealed class ConnectionsModel(IdentityDb db, TimeProvider time) : PageModel
{
    public IReadOnlyList<Connection> Connections { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        var account = SignedIn.From(User).AccountId;
        Connections = await (
            from consent in db.Consents
            join client in db.Clients on consent.ClientId equals client.Id
            where consent.AccountId == account
            orderby client.Name
            select new Connection(client.Id, client.Name, consent.GivenAt, consent.Scopes)).ToListAsync(cancellationToken);
    }

    /// <summary>Withdraws the consent and ends what the service was granted: its refresh tokens stop at once.</summary>
    public async Task<IActionResult> OnPostAsync(string? clientId, CancellationToken cancellationToken)
    {
        var account = SignedIn.From(User).AccountId;
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Consents.Where(consent => consent.AccountId == account && consent.ClientId == clientId).ExecuteDeleteAsync(cancellationToken);
        await db.Grants.Where(grant => grant.AccountId == account && grant.ClientId == clientId && grant.EndedAt == null)
            .ExecuteUpdateAsync(grant => grant.SetProperty(g => g.EndedAt, now), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Redirect("/account/connections");
    }
}

internal sealed record Connection(string ClientId, string Name, DateTimeOffset Since, string[] Scopes);
