using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Employer;

internal sealed class PeopleModel(MembersClient members, TimeProvider time) : PeoplePage(time)
{
    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<Member>? Members { get; private set; }

    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<SentInvitation>? Invitations { get; private set; }

    public string? JustDone { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        JustDone = TempData[Done] as string;
        if (MayChange)
        {
            var invited = members.Invitations(Employer, cancellationToken).OrDown();
            Members = await members.Members(Employer, cancellationToken).OrDown();
            Invitations = (await invited)?.Invitations;
        }
    }

    /// <summary>Takes an invitation back; one that is gone already is taken back.</summary>
    public async Task<IActionResult> OnPostWithdraw(Guid invitation, CancellationToken cancellationToken)
    {
        if (MayChange)
        {
            try
            {
                await members.Withdraw(Employer, invitation, cancellationToken);
            }
            catch (NotThere)
            {
                // It was accepted or withdrawn meanwhile; the list says which.
            }

            TempData[Done] = "withdrawn";
        }

        return RedirectToPage();
    }
}
