using System.Collections.Concurrent;
using System.Security.Cryptography;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.EndToEnd.Tests.Access;

/// <summary>Tokens that are right in everything but one thing, made with the platform's own key where that is not the thing.</summary>
internal sealed class AccessTokens(string issuer, string signingKeyPem, Guid academy, IReadOnlyList<string> scopes)
{
    private readonly ECDsaSecurityKey _own = Key(signingKeyPem);
    private readonly ECDsaSecurityKey _other = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = Key(signingKeyPem).KeyId };

    /// <summary>
    /// Whoever asks a hundred things in a minute does so with one token, as programs do. Each is signed and checked once, and has two of its five
    /// minutes left when another takes its place.
    /// </summary>
    private readonly ConcurrentDictionary<string, (DateTime Until, string Token)> _held = new(StringComparer.Ordinal);

    public string Expired(Line line) => Of(line, _own, expires: DateTime.UtcNow.AddMinutes(-10));

    public string OfAnotherKey(Line line) => Of(line, _other);

    public string ForAnotherAudience(Line line) => Of(line, _own, audience: "academy-elsewhere");

    public string Without(string? scope, Line line) => Of(line, _own, without: scope);

    /// <summary>Of the learner whose record was closed after the token was issued.</summary>
    public string OfALearner(Line line, Guid learner, DateTime issuedAt)
        => Held($"learner {learner} {line.Service}", () => Token(
            _own, issuedAt, DateTime.UtcNow.AddMinutes(5), $"academy-{line.Service}", scopes, new() { ["learner_id"] = learner.ToString() }));

    /// <summary>Of a person in a role, with what the role allows and no more.</summary>
    public string OfARole(Line line, OrganisationKind kind, Guid organisation, string role)
        => Held($"role {kind} {organisation} {role} {line.Service}", () => Token(
            _own, DateTime.UtcNow, DateTime.UtcNow.AddMinutes(5), $"academy-{line.Service}", RoleScopes.Of(kind, [role]), new()
            {
                ["org"] = organisation.ToString(),
                ["org_kind"] = kind.ToString(),
                ["roles"] = new[] { role },
            }));

    /// <summary>Of an account that holds a role, with every scope there is.</summary>
    public string OfAMember(Line line, Guid account, OrganisationKind kind, Guid organisation, string role, DateTime issuedAt)
        => Token(_own, issuedAt, DateTime.UtcNow.AddMinutes(5), $"academy-{line.Service}", scopes, new()
        {
            ["sub"] = account.ToString(),
            ["org"] = organisation.ToString(),
            ["org_kind"] = kind.ToString(),
            ["roles"] = new[] { role },
        });

    /// <summary>Of a manager of an employer, limited to one workplace.</summary>
    public string AtAWorkplace(Line line, Guid employer, string workplace)
        => Held($"workplace {employer} {workplace} {line.Service}", () => Token(
            _own, DateTime.UtcNow, DateTime.UtcNow.AddMinutes(5), $"academy-{line.Service}", scopes, new()
            {
                ["org"] = employer.ToString(),
                ["org_kind"] = "Employer",
                ["roles"] = new[] { "manager" },
                ["workplaces"] = new[] { workplace },
            }));

    private string Of(Line line, ECDsaSecurityKey key, DateTime? expires = null, string? audience = null, string? without = null)
        => Held($"academy {key == _own} {expires is null} {audience} {without} {line.Service}", () =>
        {
            var until = expires ?? DateTime.UtcNow.AddMinutes(5);
            return Token(key, until.AddMinutes(-5), until, audience ?? $"academy-{line.Service}", scopes.Where(scope => scope != without), new()
            {
                ["org"] = academy.ToString(),
                ["org_kind"] = "Academy",
                ["roles"] = new[] { "officer", "kitemark-lead", "administrator" },
            });
        });

    private string Held(string whose, Func<string> make)
    {
        if (_held.TryGetValue(whose, out var held) && held.Until > DateTime.UtcNow)
        {
            return held.Token;
        }

        var token = make();
        _held[whose] = (DateTime.UtcNow.AddMinutes(3), token);
        return token;
    }

    private string Token(
        ECDsaSecurityKey key, DateTime issuedAt, DateTime until, string audience, IEnumerable<string> granted, Dictionary<string, object> claims)
    {
        claims.TryAdd("sub", "access-table");
        claims["client_id"] = "access-table";
        claims["jti"] = Guid.CreateVersion7().ToString();
        claims["scope"] = string.Join(' ', granted);
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = issuedAt,
            NotBefore = issuedAt,
            Expires = until,
            TokenType = "at+jwt",
            Claims = claims,
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
