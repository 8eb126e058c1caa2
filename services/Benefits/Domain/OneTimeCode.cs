namespace Academy.Benefits.Domain;

/// <summary>
/// A code a learner shows to a partner, once and soon. Checking and counting are single statements in Features/, so
/// that of a hundred at once exactly one succeeds.
/// </summary>
internal sealed class OneTimeCode
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private OneTimeCode()
    {
    }

    public OneTimeCode(byte[] hash, Guid learnerId, Offer offer, DateOnly today, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7();
        Hash = hash;
        LearnerId = learnerId;
        OfferId = offer.Id;
        PartnerId = offer.PartnerId;
        IssuedOn = today;
        ExpiresAt = now + Lifetime;
    }

    public Guid Id { get; private init; }

    public byte[] Hash { get; private init; } = [];

    public Guid LearnerId { get; private init; }

    public Guid OfferId { get; private init; }

    public Guid PartnerId { get; private init; }

    public DateOnly IssuedOn { get; private init; }

    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>When a check of it was answered with yes.</summary>
    public DateTimeOffset? UsedAt { get; private init; }

    /// <summary>The day its use was counted as a redemption.</summary>
    public DateOnly? RedeemedOn { get; private init; }
}
