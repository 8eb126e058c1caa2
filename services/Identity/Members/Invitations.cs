using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Members;

/// <summary>Offers roles by e-mail and takes the answers.</summary>
internal sealed class Invitations(IdentityDb db, Post post, Throttles throttles, Issuer issuer, TimeProvider time)
{
    private const int LongestToken = 100;

    /// <summary>Invites by e-mail; an older invitation of the same address to the same organisation ends.</summary>
    public async Task<Invitation> Send(
        Organisation organisation, string email, string role, string[]? workplaces, string by, string why, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryRead(email, out var address))
        {
            throw new RuleBroken("This is not an e-mail address. Write it like name@example.com.", "email");
        }

        await throttles.Count(Limit.InvitationsOfAnOrganisation, organisation.Id.ToString(), cancellationToken);
        var now = time.GetUtcNow();
        var invitation = new Invitation(organisation.Id, address, role, workplaces, by, why, now);
        await db.Invitations
            .Where(i => i.OrganisationId == organisation.Id && i.NormalizedAddress == invitation.NormalizedAddress && i.MembershipId == null && i.WithdrawnAt == null)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.WithdrawnAt, now), cancellationToken);
        db.Add(invitation);
        var url = $"{issuer.Name}/account/invitation/{invitation.MakeToken()}";
        post.Add(new Notification(
            "invitation", address, "You are invited to an organisation at the Academy", Letters.Invitation(organisation.Name, role, url)));
        return invitation;
    }

    /// <summary>An invitation as the person it was sent to may see it; for everybody else it is not there.</summary>
    public async Task<(Invitation Invitation, Organisation Organisation)> Find(string token, Account account, CancellationToken cancellationToken)
    {
        var hash = RandomToken.Hash(token.Length <= LongestToken ? token : "");
        var invitation = await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash, cancellationToken);
        return invitation?.IsFor(account) == true
            ? (invitation, await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == invitation.OrganisationId, cancellationToken))
            : throw new NotThere();
    }

    /// <summary>Takes the role that is offered. Whoever presses the button twice holds it once. Call it in a transaction.</summary>
    public async Task<Membership> Accept(string token, Account account, CancellationToken cancellationToken)
    {
        var (found, _) = await Find(token, account, cancellationToken);

        // In the order in which every other change of members locks: the organisation first.
        var organisation = (await db.LockOrganisation(found.OrganisationId, cancellationToken))!;
        var invitation = await db.Invitations.SingleAsync(i => i.Id == found.Id, cancellationToken);
        if (!invitation.IsFor(account))
        {
            throw new NotThere();
        }

        if (invitation.MembershipId is { } accepted)
        {
            return await db.Memberships.SingleAsync(m => m.Id == accepted, cancellationToken) is { EndedAt: null } held
                ? held
                : throw new RuleBroken("This invitation was used, and the role has ended since. Ask the organisation for a new invitation.", "invitation-used");
        }

        if (invitation.IsExpired(time.GetUtcNow()))
        {
            throw new RuleBroken("This invitation has expired. Ask the organisation for a new one.", "invitation-expired");
        }

        var membership = await db.Give(
            organisation, account.Id, invitation.Role, invitation.Workplaces, invitation.InvitedBy, invitation.Why, time.GetUtcNow(), cancellationToken);
        invitation.Accept(membership);
        await db.SaveChangesAsync(cancellationToken);
        return membership;
    }
}
