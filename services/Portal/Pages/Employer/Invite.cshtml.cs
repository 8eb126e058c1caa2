using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Employer;

/// <summary>An invitation by email to act for the employer.</summary>
internal sealed class InviteModel(MembersClient members, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : RolePage(drafts, time, words)
{
    private const int LongestEmail = 254;

    [BindProperty]
    public string? Email { get; set; }

    public async Task<IActionResult> OnGet()
    {
        if (await Begin() is { } typed)
        {
            Email = Typed(typed, nameof(Email));
        }

        return MayChange ? Page() : RedirectToPage("People");
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!MayChange)
        {
            return RedirectToPage("People");
        }

        var email = Email?.Trim() ?? "";
        if (email.Length is < 3 or > LongestEmail || !email.Contains('@', StringComparison.Ordinal))
        {
            ModelState.AddModelError(nameof(Email), Words["Enter an email address like name@example.com"]);
        }

        CheckRole();
        CheckReason();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            await members.Invite(Employer, email, RoleName!, References, Reason!.Trim(), Once.Key($"{FormKey} {email} {RoleName} {Workplaces} {Reason}"), cancellationToken);
            TempData[Done] = "invited";
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
}
