using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Academy.Passport.Domain;

/// <summary>
/// A line of a learner's ledger, never changed and never removed. Each carries the hash of the one before it, so that a
/// line that was changed, removed or slipped in is found.
/// </summary>
internal sealed class LedgerLine
{
    private LedgerLine()
    {
    }

    public Guid LearnerId { get; private set; }

    public int Number { get; private set; }

    public LedgerEvent Event { get; private set; }

    /// <summary>The entry, or the qualification.</summary>
    public Guid EntryId { get; private set; }

    /// <summary>It, as it stood after this line, as JSON.</summary>
    public string Entry { get; private set; } = "";

    public string? Reason { get; private set; }

    /// <summary>The client or organisation that did it.</summary>
    public string By { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public byte[] PreviousHash { get; private set; } = [];

    public byte[] Hash { get; private set; } = [];

    /// <param name="entry">The entry or the qualification.</param>
    public static LedgerLine After<T>(
        byte[] previousHash, int number, Guid learnerId, Guid id, T entry, LedgerEvent @event, string by, string? reason, DateTimeOffset at)
    {
        var line = new LedgerLine
        {
            LearnerId = learnerId,
            Number = number,
            Event = @event,
            EntryId = id,
            Entry = JsonSerializer.Serialize(entry, PassportDocument.Json),
            Reason = reason,
            By = by,
            At = Microseconds(at),
            PreviousHash = previousHash,
        };
        line.Hash = line.ComputeHash();
        return line;
    }

    public bool IsIntact(byte[] previousHash)
        => previousHash.AsSpan().SequenceEqual(PreviousHash) && Hash.AsSpan().SequenceEqual(ComputeHash());

    private byte[] ComputeHash()
    {
        var text = string.Join('\n', LearnerId, Number, Event, EntryId, Entry, Reason, By, At.UtcTicks, Convert.ToHexString(PreviousHash));
        return SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>PostgreSQL keeps microseconds; the hash must be of what is kept.</summary>
    private static DateTimeOffset Microseconds(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}

internal enum LedgerEvent
{
    Recorded,
    Reassessed,
    Corrected,
    Withdrawn,
    EvidenceSent,
    EvidenceAccepted,
    EvidenceRefused,

    /// <summary>It came from another record of the same person; the lines before stay in that record's ledger.</summary>
    MovedHere,
}
