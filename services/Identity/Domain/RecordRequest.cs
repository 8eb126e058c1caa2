using System.Security.Cryptography;
using Academy.ServiceDefaults;

namespace Academy.Identity.Domain;

/// <summary>How far the search for a person's own record has come.</summary>
public enum RecordRequestState
{
    Waiting,
    Linked,
    Refused,
}

/// <summary>A search for one's own record: settled at once, or waiting for the Academy's staff. What was typed is kept only while it waits.</summary>
internal sealed class RecordRequest
{
    public const string ByMatching = "matching";
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private RecordRequest()
    {
    }

    public RecordRequest(Guid accountId, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        (AccountId, AskedAt) = (accountId, now);

        // Groups of four: nobody takes it for an academy number, which has groups of three.
        Reference = $"CPA-{RandomNumberGenerator.GetString(Symbols, 4)}-{RandomNumberGenerator.GetString(Symbols, 4)}";
    }

    public Guid Id { get; private set; }

    public string Reference { get; private set; } = "";

    public Guid AccountId { get; private set; }

    public string? FullName { get; private set; }

    public DateOnly? DateOfBirth { get; private set; }

    public string? AcademyNumber { get; private set; }

    public string? Employer { get; private set; }

    public string? LastCourse { get; private set; }

    public RecordRequestState State { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public Guid? LearnerId { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecidedBy { get; private set; }

    public string? Reason { get; private set; }

    public long Version { get; private set; } = 1;

    public RecordClaim? Claim => FullName is null
        ? null
        : new(
            MatchKey.OfPerson(FullName),
            DateOfBirth!.Value,
            AcademyNumber,
            Employer is null ? null : MatchKey.OfEmployer(Employer),
            LastCourse is null ? null : MatchKey.OfCourse(LastCourse));

    /// <summary>What the person says; who asks again while it waits puts it right.</summary>
    public void Say(string fullName, DateOnly dateOfBirth, string? academyNumber, string? employer, string? lastCourse)
    {
        (FullName, DateOfBirth, AcademyNumber, Employer, LastCourse) = (fullName, dateOfBirth, academyNumber, employer, lastCourse);
        Version++;
    }

    public void Link(Guid learnerId, string by, string reason, DateTimeOffset now)
    {
        Settle(RecordRequestState.Linked, by, reason, now);
        LearnerId = learnerId;
    }

    public void Refuse(string by, string reason, DateTimeOffset now) => Settle(RecordRequestState.Refused, by, reason, now);

    private void Settle(RecordRequestState state, string by, string reason, DateTimeOffset now)
    {
        if (State != RecordRequestState.Waiting)
        {
            throw new Conflict("record-request-decided", "This request has been decided already. The person can ask again.");
        }

        (State, DecidedBy, Reason, DecidedAt) = (state, by, reason, now);
        (FullName, DateOfBirth, AcademyNumber, Employer, LastCourse) = (null, null, null, null, null);
        Version++;
    }
}
