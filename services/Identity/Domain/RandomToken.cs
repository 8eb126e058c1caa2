using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Domain;

/// <summary>Codes and refresh tokens: 256 random bits, so their plain hash, which is all that is stored, cannot be turned back.</summary>
internal static class RandomToken
{
    public static string New() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
