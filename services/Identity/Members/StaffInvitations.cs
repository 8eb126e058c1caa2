using Academy.Contracts.Identity;
using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using Academy.Identity.Records;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Members;

/// <summary>What became of one line of a list of addresses.</summary>
public enum StaffInvitationOutcome
{
    /// <summary>An e-mail was sent.</summary>
    Sent,

    /// <summary>The same address was invited in the last seven days; nothing was sent.</summary>
    InvitedBefore,

    /// <summary>The same address is on an earlier line of the list; nothing was sent.</summary>
    SameAsEarlierLine,

    /// <summary>It is not an e-mail address; nothing was sent.</summary>
    NotAnAddress,
}

/// <summary>Invites the staff of an employer, and takes their answers.</summary>
internal sealed class StaffInvitations(IdentityDb db, RecordFinder finder, Post post, Throttles throttles, Issuer issuer, TimeProvider time)
{
    private const int LongestToken = 100;

    /// <summary>Invites each address once in seven days. Call it in a transaction in which the organisation is locked.</summary>
    public async Task<IReadOnlyList<StaffInvitationOutcome>> Send(
        Organisation organisation, IReadOnlyList<string> lines, string? workplace, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var recent = (await db.StaffInvitations.Where(i => i.OrganisationId == organisation.Id && i.InvitedAt > now - StaffInvitation.Lifetime)
            .Select(i => i.NormalizedAddress).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var (outcomes, here) = (new List<StaffInvitationOutcome>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var line in lines)
        {
            outcomes.Add(
                !EmailAddress.TryRead(line, out var address) ? StaffInvitationOutcome.NotAnAddress
                : !here.Add(address.ToUpperInvariant()) ? StaffInvitationOutcome.SameAsEarlierLine
                : recent.Contains(address.ToUpperInvariant()) ? StaffInvitationOutcome.InvitedBefore
                : await Send(organisation, address, workplace, by, now, cancellationToken));
        }

        return outcomes;
    }

    public async Task<(StaffInvitation Invitation, Organisation Organisation)> Find(string token, CancellationToken cancellationToken)
    {
        var hash = RandomToken.Hash(token.Length <= LongestToken ? token : "");
        var invitation = await db.StaffInvitations.AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash, cancellationToken) ?? throw new NotThere();
        return (invitation, await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == invitation.OrganisationId, cancellationToken));
    }

    /// <summary>
    /// The person says that they work there. Whoever has no record yet gets one by it, under the name and birthday of their account.
    /// Whoever presses the button twice says it once. Call it in a transaction.
    /// </summary>
    public async Task Accept(Guid invitationId, Guid accountId, CancellationToken cancellationToken)
    {
        var account = (await finder.Lock(accountId, cancellationToken))!;
        var invitation = await db.StaffInvitations.FromSql($"SELECT * FROM staff_invitations WHERE id = {invitationId} FOR UPDATE").SingleAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (invitation.AccountId == accountId)
        {
            return;
        }

        if (invitation.State(now) is not StaffInvitationState.Sent)
        {
            throw new RuleBroken("This invitation was used or has expired. Ask the employer for a new one.", "invitation-used");
        }

        var isNew = account.LearnerId is null;
        if (isNew && account.DateOfBirth is null)
        {
            throw new RuleBroken("Find your record first.", "birthday-unknown");
        }

        var learnerId = account.LearnerId ?? Guid.CreateVersion7(now);
        if (isNew)
        {
            account.LinkTo(learnerId);
        }

        invitation.Accept(accountId, now);

        // A record that Learner has not told of yet may be meant by a second acceptance too, so both say whose it is.
        var isKnown = !isNew && await db.KnownLearners.AnyAsync(l => l.Id == learnerId, cancellationToken);
        db.Say(new StaffInvitationAccepted(
            learnerId, Version: 1, invitation.Id, invitation.OrganisationId, invitation.WorkplaceReference,
            isKnown ? null : account.FullName, isKnown ? null : account.DateOfBirth, now));
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<StaffInvitationOutcome> Send(
        Organisation organisation, string address, string? workplace, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await throttles.Count(Limit.InvitationsOfAnOrganisation, organisation.Id.ToString(), cancellationToken);
        var invitation = new StaffInvitation(organisation.Id, address, workplace, by, now);
        db.Add(invitation);
        var url = $"{issuer.Name}/account/staff-invitation/{invitation.MakeToken()}";
        post.Add(new Notification("staff-invitation", address, "Your employer invites you to the Academy", Letters.StaffInvitation(organisation.Name, url)));
        return StaffInvitationOutcome.Sent;
    }
}
