using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Connect;

/// <summary>
/// Keys an operator gave: one to start signing with, and former ones that are only published. A key is known by its
/// thumbprint (RFC 7638). Without any, keys are made here.
/// </summary>
internal sealed class ConfiguredKeys
{
    public ConfiguredKeys(IConfiguration configuration)
    {
        Previous = Read(configuration["Identity:PreviousSigningKeys"] ?? "", "Identity:PreviousSigningKeys");
        if (configuration["Identity:SigningKey"] is not { Length: > 0 } pem)
        {
            return;
        }

        Signing = Read(pem, "Identity:SigningKey") is [var signing] && CanSign(signing.ECDsa)
            ? signing
            : throw new InvalidOperationException("Identity:SigningKey holds one private P-256 key as PKCS#8 PEM: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256");
    }

    public ECDsaSecurityKey? Signing { get; }

    public IReadOnlyList<ECDsaSecurityKey> Previous { get; }

    public static ECDsaSecurityKey Name(ECDsa key)
    {
        var named = new ECDsaSecurityKey(key);
        named.KeyId = Base64UrlEncoder.Encode(named.ComputeJwkThumbprint());
        return named;
    }

    private static List<ECDsaSecurityKey> Read(string pems, string setting)
    {
        var keys = new List<ECDsaSecurityKey>();
        var rest = pems.AsSpan();
        while (PemEncoding.TryFind(rest, out var found))
        {
            var key = ECDsa.Create();
            key.ImportFromPem(rest[found.Location]);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
            {
                throw new InvalidOperationException($"{setting} holds a key that is not of the curve P-256.");
            }

            keys.Add(Name(key));
            rest = rest[found.Location.End..];
        }

        return keys;
    }

    private static bool CanSign(ECDsa key)
    {
        try
        {
            return key.SignData([], HashAlgorithmName.SHA256).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
