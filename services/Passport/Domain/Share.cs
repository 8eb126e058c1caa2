namespace Academy.Passport.Domain;

/// <summary>A learner's leave to look: whoever has the code and the date of birth may check the passport while it lasts.</summary>
internal sealed class Share
{
    public const int MostWrongTries = 5;

    private Share()
    {
    }

    public Guid Id { get; private set; }

    public Guid LearnerId { get; private set; }

    public byte[] CodeHash { get; private set; } = [];

    /// <summary>The entries shared; none means all, also those to come.</summary>
    public IReadOnlyList<Guid>? EntryIds { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset SharedUntil { get; private set; }

    public DateTimeOffset? StoppedAt { get; private set; }

    public static Share Of(Guid learnerId, byte[] codeHash, IReadOnlyList<Guid>? entryIds, int days, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        LearnerId = learnerId,
        CodeHash = codeHash,
        EntryIds = entryIds,
        CreatedAt = now,
        SharedUntil = now.AddDays(days),
    };

    /// <summary>Dates of birth that were not the learner's, tried with this code since a right one.</summary>
    public int WrongTries { get; private set; }

    /// <summary>Counts a wrong date of birth; the last one that is borne stops the share. Says whether it did.</summary>
    public bool CountWrongTry(DateTimeOffset now)
    {
        WrongTries++;
        if (WrongTries < MostWrongTries)
        {
            return false;
        }

        Stop(now);
        return true;
    }

    public void ForgetWrongTries() => WrongTries = 0;

    public bool IsLive(DateTimeOffset now) => StoppedAt is null && now < SharedUntil;

    public void Stop(DateTimeOffset now) => StoppedAt ??= now;

    public bool Covers(Guid entryId) => EntryIds is null || EntryIds.Contains(entryId);
}

/// <summary>The receipt of a check: what was shown, to whom, when. It is not changed afterwards.</summary>
internal sealed class Check
{
    private Check()
    {
    }

    public Guid Id { get; private set; }

    public Guid LearnerId { get; private set; }

    public Guid ShareId { get; private set; }

    /// <summary>The organisation that checked; none at the public door.</summary>
    public Guid? OrganisationId { get; private set; }

    public DateTimeOffset CheckedAt { get; private set; }

    public string Result { get; private set; } = "";

    /// <summary>The receipt as it was signed (a JWS in its compact form); none only for checks from before each was signed when it was made.</summary>
    public string? Signed { get; private set; }

    public static Check Of(Guid id, Share share, Guid? organisationId, string result, DateTimeOffset now) => new()
    {
        Id = id,
        LearnerId = share.LearnerId,
        ShareId = share.Id,
        OrganisationId = organisationId,
        CheckedAt = now,
        Result = result,
    };

    public void Sign(string signed) => Signed ??= signed;
}
