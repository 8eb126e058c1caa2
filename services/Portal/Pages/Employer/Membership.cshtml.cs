using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>What one person may do for the employer: changed, or ended.</summary>
internal sealed class MembershipModel(MembersClient members, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : RolePage(drafts, time, words)
{
    public Member Member { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        if (!MayChange)
        {
            return RedirectToPage("People");
        }

        await Read(id, cancellationToken);
        if (await Begin() is null)
        {
            (RoleName, Workplaces) = (Member.Role, Member.Workplaces is { } at ? string.Join(", ", at) : null);
        }

        return Page();
    }

    public Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken) => Do(id, "changed", CheckRole, key
        => members.Change(Employer, id, RoleName!, References, Reason!.Trim(), key, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostEnd(Guid id, CancellationToken cancellationToken) => Do(id, "ended", () => { }, key
        => members.End(Employer, id, Reason!.Trim(), key, cancellationToken), cancellationToken);

    private async Task<IActionResult> Do(Guid id, string what, Action check, Func<string, Task<Member>> act, CancellationToken cancellationToken)
    {
        if (!MayChange)
        {
            return RedirectToPage("People");
        }

        await Read(id, cancellationToken);
        check();
        CheckReason();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            await act(Once.Key($"{FormKey} {what} {RoleName} {Workplaces} {Reason}"));
            TempData[Done] = what;
            return RedirectToPage("People");
        }
        catch (Refused refused)
        {
            return Say(refused);
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private async Task Read(Guid id, CancellationToken cancellationToken)
        => Member = (await members.Members(Employer, cancellationToken)).FirstOrDefault(member => member.MembershipId == id) ?? throw new NotThere();
}
