using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Members;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

/// <summary>Opening the link changes nothing; pressing the button accepts. Only the account of the address it went to sees it.</summary>
internal sealed class InvitationModel(IdentityDb db, Invitations invitations, TimeProvider time, IStringLocalizer<Words> words) : AccountPage
{
    public Invitation Invitation { get; private set; } = null!;

    public Organisation Organisation { get; private set; } = null!;

    public bool IsExpired => Invitation.IsExpired(time.GetUtcNow());

    public async Task OnGetAsync(string token, CancellationToken cancellationToken)
        => (Invitation, Organisation) = await invitations.Find(token, Account, cancellationToken);

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellationToken)
    {
        await OnGetAsync(token, cancellationToken);
        if (IsExpired)
        {
            return Page();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await invitations.Accept(token, Account, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        TempData["Done"] = words["You can act for {0} now.", Organisation.Name].Value;
        return Redirect("/account");
    }
}
