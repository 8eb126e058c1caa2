using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Academy.Pages;
using Academy.ServiceDefaults;
using Npgsql;

namespace Academy.Identity.Accounts;

/// <summary>How often something may be tried in a window of time.</summary>
internal sealed record Limit(string Name, int Tries, TimeSpan Window)
{
    public static readonly Limit LinksToAnAddress = new("links-address", 5, TimeSpan.FromMinutes(15));
    public static readonly Limit LinksByACaller = new("links-caller", 30, TimeSpan.FromMinutes(15));
    public static readonly Limit PasskeysByACaller = new("passkeys-caller", 30, TimeSpan.FromMinutes(15));
    public static readonly Limit CodesByACaller = new("codes-caller", 30, TimeSpan.FromMinutes(15));
    public static readonly Limit CodesOfAnAccount = new("codes-account", 5, TimeSpan.FromMinutes(15));
    public static readonly Limit InvitationsOfAnOrganisation = new("invitations-organisation", 200, TimeSpan.FromDays(1));
    public static readonly Limit FeedbackByACaller = new("feedback-caller", 10, TimeSpan.FromHours(1));
    public static readonly Limit RecordSearchesOfAnAccount = new("records-account", 5, TimeSpan.FromDays(1));
    public static readonly Limit CoursesTriedForAPerson = new("courses-person", 3, TimeSpan.FromDays(30));
    public static readonly Limit NameChangesOfAnAccount = new("names-account", 5, TimeSpan.FromDays(1));
}

/// <summary>
/// Counts tries in the database, so that every instance sees them and a restart forgets none. Whom they are about is kept as
/// a keyed hash only.
/// </summary>
internal sealed class Throttles(NpgsqlDataSource database, CodeHasher hasher, TimeProvider time)
{
    /// <summary>Counts a try and refuses it when there have been too many.</summary>
    public async Task Count(Limit limit, string subject, CancellationToken cancellationToken)
    {
        var (count, endsAt) = await Add(limit, subject, cancellationToken);
        if (count > limit.Tries)
        {
            throw new TooManyTries(endsAt);
        }
    }

    /// <summary>Counts a try and says whether there have not been too many.</summary>
    public async Task<bool> Allows(Limit limit, string subject, CancellationToken cancellationToken)
        => (await Add(limit, subject, cancellationToken)).Count <= limit.Tries;

    /// <summary>Forgets the tries: the right answer was given.</summary>
    public async Task Forget(Limit limit, string subject, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("DELETE FROM throttles WHERE key = $1");
        command.Parameters.Add(new() { Value = Key(limit, subject) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Where a request comes from, as the gateway says; a home's many IPv6 addresses are one caller.</summary>
    public static string Caller(HttpContext http)
    {
        var forwarded = http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        var address = IPAddress.TryParse(forwarded, out var parsed) ? parsed : http.Connection.RemoteIpAddress ?? IPAddress.None;
        return address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.MapToIPv4().ToString();
    }

    private async Task<(int Count, DateTimeOffset EndsAt)> Add(Limit limit, string subject, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = database.CreateCommand(
            """
            INSERT INTO throttles AS t (key, count, ends_at) VALUES ($1, 1, $2)
            ON CONFLICT (key) DO UPDATE SET
                count = CASE WHEN t.ends_at <= $3 THEN 1 ELSE t.count + 1 END,
                ends_at = CASE WHEN t.ends_at <= $3 THEN $2 ELSE t.ends_at END
            RETURNING count, ends_at
            """);
        command.Parameters.Add(new() { Value = Key(limit, subject) });
        command.Parameters.Add(new() { Value = now + limit.Window });
        command.Parameters.Add(new() { Value = now });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt32(0), await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken));
    }

    private byte[] Key(Limit limit, string subject)
        => hasher.Hash(string.Create(CultureInfo.InvariantCulture, $"{limit.Name}\n{subject.ToUpperInvariant()}"));
}
