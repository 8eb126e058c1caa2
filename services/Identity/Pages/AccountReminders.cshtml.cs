using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

/// <summary>How long before training expires somebody is reminded by email, or that they are not.</summary>
internal sealed class AccountRemindersModel(IdentityDb db, IStringLocalizer<Words> words) : AccountPage
{
    public const string None = "none";

    [BindProperty]
    public List<string> Days { get; set; } = [];

    public void OnGet() => Days = Account.ReminderDays.Length == 0 ? [None] : [.. Account.ReminderDays.Select(days => $"{days}")];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        int[] chosen = [.. Account.PossibleReminderDays.Where(days => Days.Contains($"{days}"))];
        if (Days.Contains(None) == chosen.Length > 0)
        {
            ModelState.AddModelError(nameof(Days), chosen.Length > 0
                ? words["Select when you want reminders, or that you do not want reminders, not both"]
                : words["Select when you want reminders, or that you do not want reminders"]);
            return Page();
        }

        await db.Accounts.Where(account => account.Id == Account.Id)
            .ExecuteUpdateAsync(account => account.SetProperty(a => a.ReminderDays, chosen), cancellationToken);
        TempData["Done"] = words["Your reminders are changed."].Value;
        return Redirect("/account");
    }
}
