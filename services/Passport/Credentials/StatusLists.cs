using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Credentials;

/// <summary>A status list as it is published.</summary>
internal sealed record PublishedStatusList(string Signed, string ETag);

/// <summary>
/// The status lists, read from the credentials whenever one is asked for: a withdrawal is in them once it is committed, one that was announced
/// from its day. One is signed again when a bit has changed, or after an hour.
/// </summary>
internal sealed class StatusLists(CredentialIssuer issuer, CredentialKeys keys, TimeProvider time)
{
    /// <summary>How long a reader may go by a list it has (milliseconds).</summary>
    public const int TimeToLive = 60_000;

    private static readonly TimeSpan SignAgain = TimeSpan.FromHours(1);
    private static readonly TimeSpan Valid = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<StatusListId, (byte[] Bits, DateTimeOffset At, PublishedStatusList List)> _signed = new();

    /// <summary>Nothing where no credential has a place in it; the first list is always there.</summary>
    public async Task<PublishedStatusList?> Get(PassportDb db, StatusListId id, CancellationToken cancellationToken)
    {
        var (first, end) = (id.First, id.First + StatusListId.Length);
        var places = db.Credentials.Where(c => c.Number >= first && c.Number < end);
        if (id.List > 1 && !await places.AnyAsync(cancellationToken))
        {
            return null;
        }

        var today = time.Today();
        var set = await (id.Purpose == StatusPurpose.Revocation
                ? places.Where(c => c.IsRevoked).Concat(places.Where(c => !c.IsRevoked && c.RevokedFrom <= today))
                : places.Where(c => c.IsSuspended).Concat(places.Where(c => !c.IsSuspended && c.SuspendedFrom <= today)))
            .Select(c => (int)(c.Number - first)).ToListAsync(cancellationToken);
        var (bits, now) = (StatusBits.Of(set), time.GetUtcNow());
        if (_signed.TryGetValue(id, out var known) && known.At <= now && now < known.At + SignAgain && known.Bits.AsSpan().SequenceEqual(bits))
        {
            return known.List;
        }

        var signed = (await keys.Get(cancellationToken)).Sign(Claims(id, bits, now).ToJsonString(PassportDocument.Json));
        var list = new PublishedStatusList(signed, $"\"{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(signed)))[..32]}\"");
        _signed[id] = (bits, now, list);
        return list;
    }

    private JsonObject Claims(StatusListId id, byte[] bits, DateTimeOffset now) => new()
    {
        ["@context"] = new JsonArray(OpenBadge.VerifiableCredentials),
        ["id"] = $"{issuer.StatusLists}{id}",
        ["type"] = new JsonArray("VerifiableCredential", "BitstringStatusListCredential"),
        ["issuer"] = issuer.Did,
        ["validFrom"] = OpenBadge.Show(now),
        ["validUntil"] = OpenBadge.Show(now + Valid),
        ["credentialSubject"] = new JsonObject
        {
            ["id"] = $"{issuer.StatusLists}{id}#list",
            ["type"] = "BitstringStatusList",
            ["statusPurpose"] = StatusListId.NameOf(id.Purpose),
            ["encodedList"] = StatusBits.Encode(bits),
            ["ttl"] = TimeToLive,
        },
    };
}
