using Academy.Portal.Clients;

namespace Academy.Portal.Pages.Passport;

internal static class EntryStatus
{
    /// <summary>How an entry stands today, in the words every page uses.</summary>
    public static StatusTag Of(OwnEntry entry, DateOnly today)
        => entry.Withdrawal is not null ? new("Withdrawn", "red") : StatusTag.Of(entry.ValidUntil, today);
}
