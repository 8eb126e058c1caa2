using System.Net;
using Academy.Passport.Credentials;

namespace Academy.Passport.Webhooks;

/// <summary>Addresses events may be sent to: https, on the public internet. What a name leads to is looked at again with each connection.</summary>
/// <param name="allowsLoopback">For development (<c>Webhooks:AllowLoopback</c>): this machine too, and without TLS.</param>
internal sealed class WebhookAddress(bool allowsLoopback)
{
    public bool AllowsLoopback => allowsLoopback;

    public string? WhyNot(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && IsHere(address))))
        {
            return "Give an address that begins with https://.";
        }

        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            return "Leave a user name, a password and what follows # out of the address.";
        }

        return IsHere(address) || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var number) ? PublicAddress.Is(number) : address.Host.Contains('.', StringComparison.Ordinal) && !address.IsLoopback)
            ? null
            : "Give an address on the public internet.";
    }

    public bool MayConnectTo(IPAddress address) => PublicAddress.Is(address) || (allowsLoopback && IPAddress.IsLoopback(address));

    private bool IsHere(Uri address) => allowsLoopback && address.IsLoopback;
}
