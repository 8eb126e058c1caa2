using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.ServiceDefaults;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Features;

/// <summary>A client's public keys as JSON Web Key Set (RFC 7517): P-256 only.</summary>
public sealed record ClientKeys([Required, MinLength(1), MaxLength(5)] IReadOnlyList<ClientKey> Keys)
{
    /// <summary>The set as it is stored, once every key is known to be a public one that can verify.</summary>
    internal string Check()
        => JsonSerializer.Serialize(new { keys = Keys.Select(key => key.Check()) });
}

public sealed record ClientKey(
    [property: JsonPropertyName("kty")] string? Kty,
    [property: JsonPropertyName("crv")] string? Crv,
    [property: JsonPropertyName("x")] string? X,
    [property: JsonPropertyName("y")] string? Y,
    [property: JsonPropertyName("kid")] string? Kid,
    [property: JsonPropertyName("d")] string? D)
{
    internal Dictionary<string, string> Check()
    {
        if (D is not null)
        {
            throw new RuleBroken("A key of jwks is private. Send only its public half, and make a new key, because this one has left your hands.", "key-is-private");
        }

        if (Kty != "EC" || Crv != "P-256" || Kid is { Length: > 100 } || !IsOnCurve())
        {
            throw new RuleBroken("Each key of jwks must be a public EC key of the curve P-256 with x and y.", "key-not-usable");
        }

        var key = new Dictionary<string, string>(StringComparer.Ordinal) { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = X!, ["y"] = Y! };
        if (Kid is not null)
        {
            key["kid"] = Kid;
        }

        return key;
    }

    private bool IsOnCurve()
    {
        try
        {
            using var key = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(X ?? ""), Y = Base64UrlEncoder.DecodeBytes(Y ?? "") },
            });
            return key.KeySize == 256;
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException or ArgumentException)
        {
            return false;
        }
    }
}
