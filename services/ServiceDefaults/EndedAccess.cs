using System.Collections.Frozen;
using System.Security.Claims;
using Academy.Contracts.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Academy.ServiceDefaults;

/// <summary>
/// Somebody's role in an organisation ended or became another one, or a learner's record was closed. Access tokens that were issued
/// until then are refused, although they have not expired; the row is needed no longer than such a token lives.
/// </summary>
public sealed class EndedAccess
{
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private EndedAccess()
    {
    }

    /// <summary>The account whose role ended, or the learner whose record was closed.</summary>
    public Guid Subject { get; private set; }

    /// <summary>Whom the tokens spoke for: the organisation, or the same learner.</summary>
    public Guid OrganisationId { get; private set; }

    public DateTimeOffset EndedAt { get; private set; }

    /// <summary>What every service does when it hears that a role changed.</summary>
    public static Task Hear(ServiceDb db, OrganisationRoleChanged changed, CancellationToken cancellationToken)
        => changed.EndedAt is { } endedAt ? Keep(db, changed.AccountId, changed.OrganisationId, endedAt, cancellationToken) : Task.CompletedTask;

    /// <summary>The latest end counts, in whichever order they are heard.</summary>
    public static Task Keep(ServiceDb db, Guid subject, Guid organisationId, DateTimeOffset endedAt, CancellationToken cancellationToken)
        => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO ended_access AS known (subject, organisation_id, ended_at) VALUES ({subject}, {organisationId}, {endedAt})
            ON CONFLICT (subject, organisation_id) DO UPDATE SET ended_at = GREATEST(known.ended_at, EXCLUDED.ended_at)
            """,
            cancellationToken);
}

/// <summary>The ends of the last minutes, read again every second, so that all instances of a service agree within one.</summary>
internal sealed class EndedAccessList(NpgsqlDataSource database, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile Ends? _ends;

    /// <summary>
    /// Whether the token is older than the end of the access it speaks of. It says the second it was issued in and no more,
    /// so one of the very second of the end is refused too.
    /// </summary>
    public async Task<bool> Refuses(ClaimsPrincipal user, DateTime issuedAt, CancellationToken cancellationToken)
    {
        var ends = await Read(cancellationToken);
        return HasEnded(Id("sub"), Id("org")) || HasEnded(Id("learner_id"), Id("learner_id"));

        Guid? Id(string claim) => Guid.TryParse(user.FindFirst(claim)?.Value, out var id) ? id : null;

        bool HasEnded(Guid? subject, Guid? spokenFor)
            => subject is { } who && spokenFor is { } whom && ends.TryGetValue((who, whom), out var endedAt) && issuedAt <= endedAt;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<FrozenDictionary<(Guid Subject, Guid Organisation), DateTime>> Read(CancellationToken cancellationToken)
    {
        if (IsFresh(_ends))
        {
            return _ends!.Known;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh(_ends))
            {
                var readAt = time.GetTimestamp();
                _ends = new Ends(readAt, await Query(cancellationToken));
            }

            return _ends!.Known;
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool IsFresh(Ends? ends) => ends is not null && time.GetElapsedTime(ends.ReadAt) < ReadAgain;

    private async Task<FrozenDictionary<(Guid, Guid), DateTime>> Query(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT subject, organisation_id, ended_at FROM ended_access WHERE ended_at > $1");
        command.Parameters.Add(new() { Value = time.GetUtcNow() - EndedAccess.Kept });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var known = new Dictionary<(Guid, Guid), DateTime>();
        while (await reader.ReadAsync(cancellationToken))
        {
            known.Add((reader.GetGuid(0), reader.GetGuid(1)), reader.GetDateTime(2));
        }

        return known.ToFrozenDictionary();
    }

    private sealed record Ends(long ReadAt, FrozenDictionary<(Guid Subject, Guid Organisation), DateTime> Known);
}
