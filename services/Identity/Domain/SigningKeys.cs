using System.Security.Cryptography;
using Academy.ServiceDefaults;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Domain;

/// <summary>
/// The key that signs, and former keys that are still published so that tokens signed before a rotation keep verifying.
/// A key is known by its thumbprint (RFC 7638).
/// </summary>
internal sealed class SigningKeys : IDisposable
{
    private readonly List<ECDsaSecurityKey> _all = [];

    public SigningKeys(IConfiguration configuration)
    {
        var current = Read(configuration.GetRequired("Identity:SigningKey"), "Identity:SigningKey");
        var previous = Read(configuration["Identity:PreviousSigningKeys"] ?? "", "Identity:PreviousSigningKeys");
        if (current is not [var signing] || !CanSign(signing.ECDsa))
        {
            throw new InvalidOperationException("Identity:SigningKey holds one private P-256 key as PKCS#8 PEM: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256");
        }

        _all.AddRange([signing, .. previous]);
        Signing = new SigningCredentials(signing, SecurityAlgorithms.EcdsaSha256);
        Published = [.. _all.Select(Publish).DistinctBy(key => key.KeyId)];
    }

    public SigningCredentials Signing { get; }

    /// <summary>The public halves, the signing one first.</summary>
    public IReadOnlyList<JsonWebKey> Published { get; }

    public void Dispose() => _all.ForEach(key => key.ECDsa.Dispose());

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

            var read = new ECDsaSecurityKey(key);
            read.KeyId = Base64UrlEncoder.Encode(read.ComputeJwkThumbprint());
            keys.Add(read);
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

    private static JsonWebKey Publish(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new JsonWebKey
        {
            Kty = "EC",
            Crv = "P-256",
            Use = "sig",
            Alg = SecurityAlgorithms.EcdsaSha256,
            KeyId = key.KeyId,
            Kid = key.KeyId,
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
        };
    }
}
