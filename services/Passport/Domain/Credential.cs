using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Academy.Passport.Domain;

/// <summary>
/// A signed credential of an entry or a qualification, or of a mark as its endorsement, from the intent to make it. Its place in the status lists is stored before anything is signed, is
/// never given to another, and stays when everything else about it was erased.
/// </summary>
internal sealed class Credential
{
    private Credential()
    {
    }

    /// <summary>Its place in all the status lists together, from 0.</summary>
    public long Number { get; private set; }

    public Guid Id { get; private set; }

    /// <summary>None when the person was erased, and where it is of a qualification or a mark.</summary>
    public Guid? EntryId { get; private set; }

    public Guid? QualificationId { get; private set; }

    public Guid? MarkId { get; private set; }

    /// <summary>A hash of what it vouches for; of an entry that says something else it is no longer a credential.</summary>
    public byte[]? Content { get; private set; }

    /// <summary>What is to be signed, until it is.</summary>
    public string? Intent { get; private set; }

    public string? Signed { get; private set; }

    /// <summary>The key it is signed with; none before that, and of what was signed before keys were noted.</summary>
    public string? KeyId { get; private set; }

    /// <summary>For ever: whoever needs one again gets another credential.</summary>
    public bool IsRevoked { get; private set; }

    /// <summary>While the entry is under review.</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>Of a mark whose withdrawal was announced: the day from which it is revoked. Until then it says what is true.</summary>
    public DateOnly? RevokedFrom { get; private set; }

    /// <summary>Of a mark: the day from which it is suspended, by what is known.</summary>
    public DateOnly? SuspendedFrom { get; private set; }

    public static Credential Intend(long number, Guid id, Entry entry, string intent) => new()
    {
        Number = number,
        Id = id,
        EntryId = entry.Id,
        Content = ContentOf(entry),
        Intent = intent,
        IsSuspended = entry.UnderReview,
    };

    public static Credential Intend(long number, Guid id, Qualification qualification, string intent) => new()
    {
        Number = number,
        Id = id,
        QualificationId = qualification.Id,
        Content = Hash(Line(qualification.Id, qualification.Code, qualification.AwardedOn, qualification.AwardingBody, qualification.Assurance)),
        Intent = intent,
    };

    public static Credential Intend(long number, Guid id, Mark mark, string intent) => new()
    {
        Number = number,
        Id = id,
        MarkId = mark.Id,
        Content = ContentOf(mark),
        Intent = intent,
        RevokedFrom = mark.Period.WithdrawnFrom(),
        SuspendedFrom = mark.Period.SuspendedFrom(),
    };

    /// <summary>
    /// Something was decided about the mark. Its endorsement is revoked from the day of a withdrawal, also one that is to come, and for
    /// ever once that day is there: whoever takes the withdrawal back then gives another endorsement.
    /// </summary>
    public void Follow(Mark mark, DateOnly today)
    {
        IsRevoked |= RevokedFrom <= today || !ContentOf(mark).AsSpan().SequenceEqual(Content);
        (IsSuspended, SuspendedFrom, RevokedFrom) = (false, mark.Period.SuspendedFrom(), mark.Period.WithdrawnFrom());
        IsRevoked |= RevokedFrom <= today;
    }

    /// <summary>The entry changed: a credential of what it no longer says is revoked.</summary>
    public void Follow(Entry entry)
    {
        IsSuspended = entry.UnderReview;
        IsRevoked |= entry.IsWithdrawn || !ContentOf(entry).AsSpan().SequenceEqual(Content);
    }

    /// <summary>The qualification it is of was taken back, or no passport holds it any more.</summary>
    public void Revoke() => IsRevoked = true;

    /// <summary>What a credential vouches for: not names, which change by themselves, and not what became of a mark after the day.</summary>
    private static byte[] ContentOf(Entry entry)
    {
        var facts = entry.Links.Select(link => Line(link.Kind, link.SubjectId, link.State, link.MarkId, link.From, link.Until))
            .Prepend(Line(entry.Id, entry.Assurance, entry.CompletedOn, entry.ValidUntil));
        return Hash(string.Join('\n', facts));
    }

    private static byte[] ContentOf(Mark mark)
        => Hash(Line(mark.Id, mark.SubjectId, mark.TrainingProviderId, mark.TrainingCategoryCode, mark.Period.From, mark.Period.Until));

    private static byte[] Hash(string facts) => SHA256.HashData(Encoding.UTF8.GetBytes(facts));

    private static string Line(params object?[] facts) => string.Join('|', facts.Select(fact => Convert.ToString(fact, CultureInfo.InvariantCulture)));
}
