using System.Security.Cryptography;

namespace Academy.Passport.Domain;

/// <summary>A statement of a training provider's learning system that was taken: the same one again changes nothing, another one with its id is refused.</summary>
internal sealed class TakenStatement
{
    private TakenStatement()
    {
    }

    public Guid TrainingProviderId { get; private set; }

    /// <summary>The id the learning system gave it.</summary>
    public Guid StatementId { get; private set; }

    /// <summary>SHA-256 of the statement as it was sent.</summary>
    public byte[] Hash { get; private set; } = [];

    public Guid EntryId { get; private set; }

    public static TakenStatement Of(Guid trainingProviderId, Guid statementId, byte[] sent, Guid entryId)
        => new() { TrainingProviderId = trainingProviderId, StatementId = statementId, Hash = SHA256.HashData(sent), EntryId = entryId };

    public bool IsOf(byte[] sent) => SHA256.HashData(sent).AsSpan().SequenceEqual(Hash);
}
