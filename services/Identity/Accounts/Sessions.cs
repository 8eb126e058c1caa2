using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Accounts;

/// <summary>Signs people in and out. A session is a row; the cookie only names it.</summary>
internal sealed class Sessions(IdentityDb db, TimeProvider time)
{
    /// <summary>Starts a session on this browser in place of the one there was.</summary>
    /// <param name="amr">How the person showed who they are, for example <c>["hwk", "user"]</c> for a passkey.</param>
    public async Task<Session> SignIn(
        HttpContext http, Account account, IReadOnlyList<string> amr, CancellationToken cancellationToken = default)
    {
        if (await Current(http) is { } former)
        {
            await End(former.SessionId, cancellationToken);
        }

        var session = await Open(account, amr, Devices.Describe(http.Request.Headers.UserAgent), cancellationToken);
        await http.SignInAsync(IdentityConstants.ApplicationScheme, SignedIn.Principal(session));
        return session;
    }

    /// <summary>A new session of an account, without a browser that holds it yet.</summary>
    public async Task<Session> Open(Account account, IReadOnlyList<string> amr, string device, CancellationToken cancellationToken = default)
    {
        var session = new Session(account.Id, amr, device, time.GetUtcNow());
        db.Add(session);
        await db.SaveChangesAsync(cancellationToken);
        return session;
    }

    /// <summary>Who is signed in on this browser, on pages that are open to everybody too.</summary>
    public static async Task<SignedIn?> Current(HttpContext http)
        => (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal is { } principal ? SignedIn.From(principal) : null;

    public async Task SignOut(HttpContext http, CancellationToken cancellationToken = default)
    {
        if (await Current(http) is { } current)
        {
            await End(current.SessionId, cancellationToken);
        }

        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>Ends one session of an account, on whichever device it is.</summary>
    public Task End(Guid sessionId, CancellationToken cancellationToken = default)
        => End(db.Sessions.Where(session => session.Id == sessionId), cancellationToken);

    /// <summary>Ends every session of an account, but for the one that is kept.</summary>
    public Task EndAll(Guid accountId, Guid? except, CancellationToken cancellationToken = default)
        => End(db.Sessions.Where(session => session.AccountId == accountId && session.Id != except), cancellationToken);

    private Task<int> End(IQueryable<Session> sessions, CancellationToken cancellationToken)
        => sessions.Where(session => session.EndedAt == null)
            .ExecuteUpdateAsync(session => session.SetProperty(s => s.EndedAt, time.GetUtcNow()), cancellationToken);
}
