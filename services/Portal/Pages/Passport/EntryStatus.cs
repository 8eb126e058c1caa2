using Academy.Contracts.Passport;
using Academy.Portal.Clients;

namespace Academy.Portal.Pages.Passport;

internal static class EntryStatus
{
    /// <summary>How an entry stands today, in the words every page uses.</summary>
    public static StatusTag Of(OwnEntry entry, DateOnly today)
        => entry switch
        {
            { Withdrawal: not null } => new("Withdrawn", "red"),
            { Assurance: Assurance.SelfDeclared } when !(entry.ValidUntil < today) => new("Not checked yet", "grey"),
            _ => StatusTag.Of(entry.ValidUntil, today),
        };
}
