using System.Security.Cryptography;

namespace Academy.Passport.Credentials;

/// <summary>Public keys of the curve P-256 as a JSON Web Key writes them (RFC 7518).</summary>
internal static class P256
{
    private const int Length = 32;

    /// <summary>Refuses what is not a point of the curve.</summary>
    public static ECDsa Key(string x, string y)
    {
        var point = new ECPoint { X = Base64Text.Read(x, "key"), Y = Base64Text.Read(y, "key") };
        try
        {
            return point is { X.Length: Length, Y.Length: Length }
                ? ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point })
                : throw new Refused("The issuer's key is not of the curve P-256.");
        }
        catch (CryptographicException)
        {
            throw new Refused("The issuer's key is not a point of the curve P-256.");
        }
    }
}
