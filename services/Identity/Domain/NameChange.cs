using System.Security.Cryptography;
using Academy.ServiceDefaults;

namespace Academy.Identity.Domain;

/// <summary>How far a request for another name has come.</summary>
public enum NameChangeState
{
    Waiting,
    Accepted,
    Refused,
}

/// <summary>A person's request to be known by another name, which Academy staff decide.</summary>
internal sealed class NameChange
{
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private NameChange()
    {
    }

    public NameChange(Guid accountId, string newName, string reason, DateTimeOffset now)
        => (Id, AccountId, NewName, Reason, AskedAt, Reference) = (Guid.CreateVersion7(now), accountId, newName, reason, now, NewReference());

    public Guid Id { get; private set; }

    /// <summary>What the person quotes when they ask how it stands.</summary>
    public string Reference { get; private set; } = "";

    public Guid AccountId { get; private set; }

    public string NewName { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public NameChangeState State { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecidedBy { get; private set; }

    public string? DecisionNote { get; private set; }

    public long Version { get; private set; } = 1;

    public void Decide(bool accept, string note, string decidedBy, DateTimeOffset now)
    {
        if (State != NameChangeState.Waiting)
        {
            throw new Conflict("name-change-decided", "This request has been decided already. Ask the person to make a new one if it has to change.");
        }

        (State, DecidedAt, DecidedBy, DecisionNote) = (accept ? NameChangeState.Accepted : NameChangeState.Refused, now, decidedBy, note);
        Version++;
    }

    private static string NewReference() => $"NC-{RandomNumberGenerator.GetString(Symbols, 4)}-{RandomNumberGenerator.GetString(Symbols, 4)}";
}
