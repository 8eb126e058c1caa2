using System.Collections.Concurrent;
using System.Data;
using System.Security.Cryptography;
using Academy.Passport.Data;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Credentials;

/// <summary>A public key as it is published: its DID URL, its thumbprint and its point on P-256.</summary>
internal sealed record PublishedKey(string Kid, string Id, string X, string Y, ECDsa Key);

/// <summary>The key that signs now, and every key a credential was ever signed with, the newest first.</summary>
/// <param name="SigningId">The name of the signing key, its thumbprint.</param>
/// <param name="SigningKid">The same as a DID URL, which stands in what is signed.</param>
internal sealed record CredentialKeyRing(string SigningId, string SigningKid, ECDsa Signing, IReadOnlyList<PublishedKey> Published)
{
    public ECDsa? Find(string kid) => Published.FirstOrDefault(key => key.Kid == kid)?.Key;

    public string Sign(string payload, string type = Jws.Credential) => Jws.Sign(type, SigningKid, payload, Signing);

    /// <summary>The same content under the key that signs now.</summary>
    public string SignAnew(string signed) => Jws.SignAnew(Jws.Credential, SigningKid, signed, Signing);
}

/// <summary>
/// The keys of the Academy as an issuer of credentials, kept in the database and changed by <see cref="KeySchedule"/>. Whichever instance
/// looks first when a key is due makes it; the others see it long before it signs.
/// </summary>
internal sealed class CredentialKeys(
    CredentialIssuer issuer, KeySeal seal, IServiceScopeFactory scopes, TimeProvider time, ILogger<CredentialKeys> logger) : IDisposable
{
    private const long Lock = 0x6372_6564_4B65_7973;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, ECDsa?> _opened = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PublishedKey> _published = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private (CredentialKeyRing Keys, DateTimeOffset At)? _read;

    public async Task<CredentialKeyRing> Get(CancellationToken cancellationToken)
    {
        if (Fresh() is { } keys)
        {
            return keys;
        }

        await using var scope = scopes.CreateAsyncScope();
        return await Get(scope.ServiceProvider.GetRequiredService<PassportDb>(), cancellationToken);
    }

    /// <summary>On the connection of a request that holds one: many such requests at once would wait for each other's.</summary>
    public async Task<CredentialKeyRing> Get(PassportDb db, CancellationToken cancellationToken)
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
            _read = (await Read(db, now, cancellationToken), now);
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
        foreach (var key in _opened.Values.Concat(_published.Values.Select(key => key.Key)))
        {
            key?.Dispose();
        }
    }

    private CredentialKeyRing? Fresh()
        => _read is { } read && time.GetUtcNow() - read.At is var age && age >= TimeSpan.Zero && age < LookAgain ? read.Keys : null;

    private async Task<CredentialKeyRing> Read(PassportDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kept = await db.CredentialKeys.AsNoTracking().ToListAsync(cancellationToken);
        if (KeySchedule.NextSignsFrom(Usable(kept), now) is not null)
        {
            kept = await Complete(now, cancellationToken);
        }

        var signing = KeySchedule.Signs(Usable(kept), now) ?? throw new InvalidOperationException("No key for credentials has started.");
        return new CredentialKeyRing(
            signing, issuer.Kid(signing), _opened[signing]!, [.. kept.OrderByDescending(key => key.SignsFrom).Select(key => _published.GetOrAdd(key.Id, _ => Publish(key)))]);
    }

    /// <summary>In a transaction of its own: a key that was made stays, whatever becomes of the request that needed it.</summary>
    private async Task<List<CredentialKey>> Complete(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PassportDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellationToken);
        var kept = await db.CredentialKeys.ToListAsync(cancellationToken);
        if (KeySchedule.NextSignsFrom(Usable(kept), now) is { } signsFrom)
        {
            var signing = KeySchedule.Signs(Usable(kept), now);
            kept.Where(key => key.Id != signing && key.SignsFrom <= now).ToList().ForEach(key => key.Retire());
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var next = CredentialKey.Of(made, signsFrom, seal.Close);
            db.Add(next);
            kept.Add(next);
            logger.LogInformation("Credential key {Key} signs from {SignsFrom}", next.Id, signsFrom);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return kept;
    }

    /// <summary>A key sealed under a secret that is lost still verifies, and another one has to sign.</summary>
    private List<KeyTimes> Usable(IEnumerable<CredentialKey> kept)
        => [.. kept.Where(key => key.PrivateKey is { } closed && _opened.GetOrAdd(key.Id, _ => Open(key.Id, closed)) is not null)
            .Select(key => new KeyTimes(key.Id, key.SignsFrom))];

    private ECDsa? Open(string id, byte[] closed)
    {
        if (seal.Open(id, closed) is not { } open)
        {
            logger.LogWarning("Credential key {Key} cannot be opened: it was sealed under another Codes:Key", id);
            return null;
        }

        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(open, out _);
        return key;
    }

    private PublishedKey Publish(CredentialKey kept) => new(issuer.Kid(kept.Id), kept.Id, kept.X, kept.Y, P256.Key(kept.X, kept.Y));
}
