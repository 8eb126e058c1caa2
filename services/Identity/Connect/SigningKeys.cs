using System.Collections.Concurrent;
using System.Data;
using System.Security.Cryptography;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Connect;

/// <summary>The key that signs now, and every public key a token may have been signed with, the newest first.</summary>
internal sealed record KeySet(SigningCredentials Signing, IReadOnlyList<JsonWebKey> Published);

/// <summary>
/// The keys of this issuer, kept in its database and changed by <see cref="KeySchedule"/>. Whichever instance looks first
/// when a key is due makes it; the others see it long before it signs.
/// </summary>
internal sealed class SigningKeys(
    ConfiguredKeys configured, IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider time, ILogger<SigningKeys> logger) : IDisposable
{
    private const long Lock = 0x5163_6E69_6E67_4B79;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly IDataProtector _protector = protection.CreateProtector("Academy.Identity.SigningKeys");
    private readonly ConcurrentDictionary<string, ECDsaSecurityKey?> _opened = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private (KeySet Keys, DateTimeOffset At)? _read;

    public async Task<KeySet> Get(CancellationToken cancellationToken)
    {
        if (Fresh() is { } keys)
        {
            return keys;
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } read)
            {
                return read;
            }

            var now = time.GetUtcNow();
            _read = (await Read(now, cancellationToken), now);
            return _read.Value.Keys;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        _oneAtATime.Dispose();
        foreach (var key in _opened.Values)
        {
            key?.ECDsa.Dispose();
        }
    }

    private KeySet? Fresh() => _read is { } read && time.GetUtcNow() - read.At is var age && age >= TimeSpan.Zero && age < LookAgain ? read.Keys : null;

    private async Task<KeySet> Read(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var kept = await db.SigningKeys.AsNoTracking().ToListAsync(cancellationToken);
        if (Missing(kept, now).Any())
        {
            kept = await Complete(db, now, cancellationToken);
        }

        var signing = KeySchedule.Signs(Usable(kept), now) ?? throw new InvalidOperationException("No signing key has started.");
        var published = KeySchedule.Published(Times(kept), now).Select(id => Publish(kept.First(key => key.Id == id)));
        return new KeySet(
            new SigningCredentials(_opened[signing], SecurityAlgorithms.EcdsaSha256),
            [.. published.Concat(configured.Previous.Select(key => Publish(key.KeyId, key.ECDsa))).DistinctBy(key => key.KeyId)]);
    }

    private async Task<List<SigningKey>> Complete(IdentityDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellationToken);
        var kept = await db.SigningKeys.ToListAsync(cancellationToken);
        foreach (var key in Missing(kept, now).ToList())
        {
            db.Add(key);
            kept.Add(key);
            logger.LogInformation("Signing key {Key} signs from {SignsFrom}", key.Id, key.SignsFrom);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return kept;
    }

    /// <summary>What has to be added: the operator's key if it is new, and a key of our own when the newest grows old.</summary>
    private IEnumerable<SigningKey> Missing(List<SigningKey> kept, DateTimeOffset now)
    {
        if (configured.Signing is { } given && kept.TrueForAll(key => key.Id != given.KeyId))
        {
            yield return Seal(given.KeyId, given.ECDsa, now, now);
        }
        else if (KeySchedule.NextSignsFrom(Usable(kept), now) is { } signsFrom)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            yield return Seal(ConfiguredKeys.Name(key).KeyId, key, now, signsFrom);
        }
    }

    private SigningKey Seal(string id, ECDsa key, DateTimeOffset now, DateTimeOffset signsFrom)
        => new(id, key.ExportSubjectPublicKeyInfoPem(), _protector.Protect(key.ExportPkcs8PrivateKey()), now, signsFrom);

    private static IEnumerable<KeyTimes> Times(IEnumerable<SigningKey> kept) => kept.Select(key => new KeyTimes(key.Id, key.SignsFrom));

    /// <summary>A key sealed with data-protection keys that are lost still verifies, and another one has to sign.</summary>
    private List<KeyTimes> Usable(IEnumerable<SigningKey> kept) => [.. Times(kept.Where(key => _opened.GetOrAdd(key.Id, _ => Open(key)) is not null))];

    private ECDsaSecurityKey? Open(SigningKey sealedKey)
    {
        try
        {
            var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(_protector.Unprotect(sealedKey.PrivateKey), out _);
            return new ECDsaSecurityKey(key) { KeyId = sealedKey.Id };
        }
        catch (CryptographicException)
        {
            logger.LogWarning("Signing key {Key} cannot be opened: the data-protection keys it was sealed with are gone", sealedKey.Id);
            return null;
        }
    }

    private static JsonWebKey Publish(SigningKey kept)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(kept.PublicKey);
        return Publish(kept.Id, key);
    }

    private static JsonWebKey Publish(string id, ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonWebKey
        {
            Kty = "EC",
            Crv = "P-256",
            Use = "sig",
            Alg = SecurityAlgorithms.EcdsaSha256,
            KeyId = id,
            Kid = id,
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
        };
    }
}
