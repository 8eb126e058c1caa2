using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Connect;

/// <summary>Proof Key for Code Exchange (RFC 7636), S256 only.</summary>
internal static class Pkce
{
    public const string Method = "S256";

    private const int ChallengeLength = 43;

    public static string Challenge(string verifier)
        => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    public static bool IsChallenge(string challenge)
        => challenge.Length == ChallengeLength && challenge.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '-' or '_');

    public static bool Verifies(string? verifier, string challenge)
        => verifier is { Length: >= 43 and <= 128 }
            && verifier.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '-' or '.' or '_' or '~')
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Challenge(verifier)), Encoding.ASCII.GetBytes(challenge));
}
