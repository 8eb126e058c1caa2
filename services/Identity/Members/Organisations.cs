using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Members;

/// <summary>Finds an organisation for whoever may say who holds which role in it; for everybody else it is not there.</summary>
internal static class Organisations
{
    public static async Task<Organisation> Administered(
        this IdentityDb db, Guid id, Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        RequireAdministrator(id, caller, request);
        return Of(caller, await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancellationToken));
    }

    /// <summary>The same, and nobody else changes its members until this transaction ends.</summary>
    public static async Task<Organisation> AdministeredAlone(
        this IdentityDb db, Guid id, Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        RequireAdministrator(id, caller, request);
        return Of(caller, await db.LockOrganisation(id, cancellationToken));
    }

    public static Task<Organisation?> LockOrganisation(this IdentityDb db, Guid id, CancellationToken cancellationToken)
        => db.Organisations.FromSql($"SELECT * FROM organisations WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(cancellationToken);

    /// <summary>An organisation without an administrator could let nobody in any more. The organisation is locked here.</summary>
    public static async Task RequireAnotherAdministrator(this IdentityDb db, Membership leaving, CancellationToken cancellationToken)
    {
        if (leaving.Role == Membership.Administrator
            && !await db.Memberships.AnyAsync(
                m => m.OrganisationId == leaving.OrganisationId && m.AccountId != leaving.AccountId && m.Role == Membership.Administrator && m.EndedAt == null,
                cancellationToken))
        {
            throw new RuleBroken("This is the last administrator. Give somebody else the role of administrator first.", "last-administrator");
        }
    }

    /// <summary>Gives a role, unless the account holds it already. One at some workplaces is held beside no other.</summary>
    public static async Task<Membership> Give(
        this IdentityDb db,
        Organisation organisation,
        Guid accountId,
        string role,
        string[]? workplaces,
        string by,
        string why,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        // What ends in this transaction is still held in the database.
        var held = (await db.Memberships.Where(m => m.AccountId == accountId && m.OrganisationId == organisation.Id && m.EndedAt == null)
            .ToListAsync(cancellationToken)).FindAll(m => m.EndedAt is null);
        if (held.Find(m => m.Is(role, workplaces)) is { } same)
        {
            return same;
        }

        if (held.Exists(m => m.Workplaces is not null || workplaces is not null))
        {
            throw new RuleBroken(
                "Whoever holds a role at some workplaces holds no other role there. An administrator can change the role that is held, or end it.", "role-held-alone");
        }

        var membership = Membership.Give(accountId, organisation, role, workplaces, by, why, now);
        db.Add(membership);
        db.Say(membership.Changed());
        return membership;
    }

    /// <summary>Ends a role, and with it the access of tokens that were issued until now.</summary>
    public static Task End(this IdentityDb db, Membership membership, string by, string why, DateTimeOffset now, CancellationToken cancellationToken)
    {
        membership.End(by, why, now);
        db.Say(membership.Changed());
        return EndedAccess.Keep(db, membership.AccountId, membership.OrganisationId, now, cancellationToken);
    }

    private static void RequireAdministrator(Guid id, Caller caller, HttpRequest request)
    {
        if (!caller.Roles.Contains(Membership.Administrator) || (caller.OrganisationId != id && !caller.IsAcademy))
        {
            throw new NotThere();
        }

        if (caller.OrganisationId != id)
        {
            Purpose.Stated(request);
        }
    }

    private static Organisation Of(Caller caller, Organisation? organisation)
        => organisation is not null && (caller.IsAcademy || caller.Is(organisation.Kind, organisation.Id)) ? organisation : throw new NotThere();
}
