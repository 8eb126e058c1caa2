using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Members;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Identity.Pages;

/// <summary>Opening the link changes nothing; pressing the button says that the person works there.</summary>
internal sealed class StaffInvitationModel(IdentityDb db, StaffInvitations invitations, TimeProvider time) : AccountPage
{
    public StaffInvitation Invitation { get; private set; } = null!;

    public Organisation Organisation { get; private set; } = null!;

    public StaffInvitationState State => Invitation.State(time.GetUtcNow());

    /// <summary>Whoever is signed in accepted it.</summary>
    public bool IsMine => Invitation.AccountId == Account.Id;

    /// <summary>A new record needs a birthday; whoever gave none when the account was made finds theirs instead.</summary>
    public bool CanAccept => Account.LearnerId is not null || Account.DateOfBirth is not null;

    public async Task OnGetAsync(string token, CancellationToken cancellationToken)
        => (Invitation, Organisation) = await invitations.Find(token, cancellationToken);

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellationToken)
    {
        await OnGetAsync(token, cancellationToken);
        if (State == StaffInvitationState.Sent && CanAccept)
        {
            // What was read before the lock may have changed since.
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await invitations.Accept(Invitation.Id, Account.Id, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return RedirectToPage();
    }
}
