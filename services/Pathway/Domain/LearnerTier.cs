using Academy.Contracts.Pathway;

namespace Academy.Pathway.Domain;

/// <summary>The Academy tier of a learner, as it was last worked out and said.</summary>
internal sealed class LearnerTier
{
    private LearnerTier()
    {
    }

    public Guid LearnerId { get; private init; }

    /// <summary>Counts the facts taken in: events heard, and days or rule sets that changed the answer.</summary>
    public long Version { get; private set; }

    public int Tier { get; private set; }

    public int Points { get; private set; }

    public Guid RuleSetId { get; private set; }

    public DateOnly EvaluatedOn { get; private set; }

    public DateOnly? NextChangeOn { get; private set; }

    /// <summary>Takes over a new evaluation; what is then to be said, if anything.</summary>
    /// <param name="facts">How many facts it takes in that were not known to the one before.</param>
    public object? Become(Evaluation evaluation, RuleSet rules, DateOnly today, DateTimeOffset now, int facts = 1)
    {
        var previous = Tier;
        Version += facts;
        Tier = evaluation.Tier;
        Points = evaluation.Points;
        RuleSetId = rules.Id;
        EvaluatedOn = today;
        NextChangeOn = evaluation.NextChangeOn;
        return Tier.CompareTo(previous) switch
        {
            > 0 => new TierReached(LearnerId, Version, Tier, previous, RuleSetId, now),
            < 0 => new TierLapsed(LearnerId, Version, Tier, previous, RuleSetId, now),
            _ => null,
        };
    }
}
