using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

internal sealed class NameChangeModel(IdentityDb db, Drafts drafts, IStringLocalizer<Words> words) : NameChangePage(db, drafts)
{
    [BindProperty]
    public string? NewName { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await Waiting(cancellationToken) is { } reference)
        {
            return Redirect(Done(reference));
        }

        NewName = Wanted.NewName;
        return Page();
    }

    public IActionResult OnPost()
    {
        if (!PersonalDetails.TryReadName(NewName, out var name))
        {
            ModelState.AddModelError(nameof(NewName), string.IsNullOrWhiteSpace(NewName)
                ? words["Enter your full name"]
                : words["Your full name must be 100 letters or fewer, with no numbers or signs"]);
        }
        else if (name == Account.FullName)
        {
            ModelState.AddModelError(nameof(NewName), words["This is your name already. Enter your new name."]);
        }

        if (ModelState.ErrorCount > 0)
        {
            return Page();
        }

        Keep(Wanted with { NewName = name });
        return Redirect("/account/name-change/reason");
    }
}
