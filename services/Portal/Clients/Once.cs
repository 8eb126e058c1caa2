using System.Security.Cryptography;
using System.Text;

namespace Academy.Portal.Clients;

/// <summary>The same form sent again with the same answers in it is the same request; with others it is another.</summary>
internal static class Once
{
    public static string Key(FormattableString formAndAnswers)
        => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant(formAndAnswers))));
}
