using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Consumers;

internal static class Administrators
{
    /// <summary>Writes to everybody who administers the organisation today; where nobody does, nobody is written to.</summary>
    public static async Task WriteToAdministrators(
        this IdentityDb db, Guid organisationId, Post post, string purpose, string subject, string[] lines, CancellationToken cancellationToken)
    {
        var administrators = db.Memberships
            .Where(m => m.OrganisationId == organisationId && m.Role == Membership.Administrator && m.EndedAt == null).Select(m => m.AccountId);
        foreach (var address in await db.Accounts.Where(a => administrators.Contains(a.Id)).Select(a => a.Email!).ToListAsync(cancellationToken))
        {
            post.Add(new Notification(purpose, address, subject, lines));
        }
    }
}
