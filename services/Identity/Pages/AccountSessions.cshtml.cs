using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Pages;

internal sealed class AccountSessionsModel(IdentityDb db, Sessions sessions, TimeProvider time) : AccountPage
{
    public IReadOnlyList<Session> Live { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var open = await db.Sessions.AsNoTracking().Where(session => session.AccountId == Account.Id && session.EndedAt == null)
            .OrderByDescending(session => session.LastSeenAt).ToListAsync(cancellationToken);
        Live = [.. open.Where(session => session.IsLive(now))];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await sessions.EndAll(Account.Id, except: Me.SessionId, cancellationToken);
        return Redirect("/account/sessions");
    }
}
