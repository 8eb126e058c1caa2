using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.EndToEnd.Tests.Access;

/// <summary>Tokens that are right in everything but one thing, made with the platform's own key where that is not the thing.</summary>
internal sealed class AccessTokens(string issuer, string signingKeyPem, Guid academy, IReadOnlyList<string> scopes)
{
    private readonly ECDsaSecurityKey _own = Key(signingKeyPem);
    private readonly ECDsaSecurityKey _other = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = Key(signingKeyPem).KeyId };

    public string Expired(Line line) => Of(line, _own, expires: DateTime.UtcNow.AddMinutes(-10));

    public string OfAnotherKey(Line line) => Of(line, _other);

    public string ForAnotherAudience(Line line) => Of(line, _own, audience: "academy-elsewhere");

    public string Without(string? scope, Line line) => Of(line, _own, without: scope);

    private string Of(Line line, ECDsaSecurityKey key, DateTime? expires = null, string? audience = null, string? without = null)
    {
        var until = expires ?? DateTime.UtcNow.AddMinutes(5);
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience ?? $"academy-{line.Service}",
            IssuedAt = until.AddMinutes(-5),
            NotBefore = until.AddMinutes(-5),
            Expires = until,
            TokenType = "at+jwt",
            Claims = new Dictionary<string, object>
            {
                ["sub"] = "access-table",
                ["client_id"] = "access-table",
                ["jti"] = Guid.CreateVersion7().ToString(),
                ["scope"] = string.Join(' ', scopes.Where(scope => scope != without)),
                ["org"] = academy.ToString(),
                ["org_kind"] = "Academy",
                ["roles"] = new[] { "officer", "kitemark-lead", "administrator" },
            },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    private static ECDsaSecurityKey Key(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        var read = new ECDsaSecurityKey(key);
        read.KeyId = Base64UrlEncoder.Encode(read.ComputeJwkThumbprint());
        return read;
    }
}
