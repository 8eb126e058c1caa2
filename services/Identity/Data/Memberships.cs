using Academy.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Data;

/// <summary>Whom an account acts for now. All that is known of roles while tokens are made comes from here.</summary>
internal sealed class Memberships(IdentityDb db)
{
    public async Task<IReadOnlyList<ActsFor>> Of(Guid accountId, CancellationToken cancellationToken)
    {
        var held = await db.Memberships.AsNoTracking()
            .Where(membership => membership.AccountId == accountId && membership.EndedAt == null)
            .OrderBy(membership => membership.Id)
            .ToListAsync(cancellationToken);
        return
        [
            .. held.GroupBy(membership => (membership.OrganisationKind, membership.OrganisationId))
                .Select(roles => ActsFor.Of([.. roles]))
                .OrderBy(organisation => organisation.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }
}
