using System.Globalization;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Pages;

internal sealed class AccountIndexModel(IdentityDb db, TimeProvider time) : AccountPage
{
    public NameChange? WaitingName { get; private set; }

    /// <summary>When the Academy looked at the account or what it asked for, and why.</summary>
    public IReadOnlyList<StaffLook> Looks { get; private set; } = [];

    public int PasskeyCount { get; private set; }

    /// <summary>The language of these pages, as whoever speaks it calls it.</summary>
    public static string Language
        => (CultureInfo.CurrentUICulture.IsNeutralCulture ? CultureInfo.CurrentUICulture : CultureInfo.CurrentUICulture.Parent).NativeName;

    public int SessionCount { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var used = time.GetUtcNow() - Session.Idle;
        WaitingName = await db.NameChanges.AsNoTracking()
            .SingleOrDefaultAsync(change => change.AccountId == Account.Id && change.State == NameChangeState.Waiting, cancellationToken);
        Looks = await db.StaffLooks.AsNoTracking().Where(look => look.AccountId == Account.Id).OrderByDescending(look => look.Id).Take(20).ToListAsync(cancellationToken);
        PasskeyCount = await db.Passkeys.CountAsync(passkey => passkey.UserId == Account.Id, cancellationToken);
        SessionCount = await db.Sessions.CountAsync(
            session => session.AccountId == Account.Id && session.EndedAt == null && session.LastSeenAt >= used, cancellationToken);
    }
}
