using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Connect;

/// <summary>What of a grant holds now: who it is of, whom they act for, and the scopes their roles still allow.</summary>
internal sealed record Standing(Account Account, Session Session, ActsFor? Organisation, string[] Scopes);

/// <summary>
/// Looks at a grant each time a token is asked for. A session that was ended, an account that is locked and a role that
/// was taken away all show here, so no token outlives them by more than its five minutes.
/// </summary>
internal sealed class Standings(IdentityDb db, Memberships memberships, TimeProvider time)
{
    /// <summary>Where a grant stands, or nothing if it has ended or whoever gave it may no longer.</summary>
    public async Task<Standing?> Of(Grant grant, CancellationToken cancellationToken)
    {
        if (!grant.IsLive(time.GetUtcNow()))
        {
            return null;
        }

        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == grant.AccountId, cancellationToken);
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == grant.SessionId, cancellationToken);
        if (account is null || session is not { EndedAt: null } || IsLocked(account))
        {
            return null;
        }

        if (grant.OrganisationKind is null)
        {
            return new Standing(account, session, null, Allowed(grant.Scopes, account, null));
        }

        var organisation = (await memberships.Of(account.Id, cancellationToken))
            .SingleOrDefault(held => held.Kind == grant.OrganisationKind && held.OrganisationId == grant.OrganisationId);
        return organisation is null ? null : new Standing(account, session, organisation, Allowed(grant.Scopes, account, organisation));
    }

    /// <summary>Where the grant of a person's access token stands; nothing for a client's own token.</summary>
    public async Task<Standing?> Of(string? grantId, CancellationToken cancellationToken)
        => Guid.TryParse(grantId, out var id) && await db.Grants.AsNoTracking().SingleOrDefaultAsync(g => g.Id == id, cancellationToken) is { } grant
            ? await Of(grant, cancellationToken)
            : null;

    public bool IsLocked(Account account) => account.LockoutEnd > time.GetUtcNow();

    /// <summary>Those of the scopes that the person may give: what concerns only themselves, and what their roles allow.</summary>
    public static string[] Allowed(IEnumerable<string> scopes, Account account, ActsFor? organisation)
    {
        IReadOnlySet<string> allowed = organisation is { } held ? RoleScopes.Of(held.Kind, held.Roles)
            : account.LearnerId is not null ? RoleScopes.OfLearners
            : new HashSet<string>();
        return [.. scopes.Where(scope => Scopes.IsOfPeople(scope) || allowed.Contains(scope))];
    }
}
