using System.Net.Mail;

namespace Academy.Identity.Accounts;

/// <summary>An address as people type it, made into one that a message can be sent to.</summary>
internal static class EmailAddress
{
    public const int Longest = 254;

    public static bool TryRead(string? typed, out string address)
    {
        address = typed?.Trim() ?? "";
        if (address.Length is 0 or > Longest
            || address.Any(symbol => char.IsControl(symbol) || char.IsWhiteSpace(symbol) || symbol is '<' or '>' or '"' or ',' or ';')
            || !MailAddress.TryCreate(address, out var mail)
            || mail.Address != address
            || mail.User.Length > 64
            || !mail.Host.Contains('.', StringComparison.Ordinal)
            || Uri.CheckHostName(mail.Host) != UriHostNameType.Dns)
        {
            return false;
        }

        address = $"{mail.User}@{mail.Host.ToLowerInvariant()}";
        return true;
    }

    public static string Domain(string address) => address[(address.LastIndexOf('@') + 1)..];
}
