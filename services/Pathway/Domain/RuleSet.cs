using Academy.Contracts.Passport;
using Academy.ServiceDefaults;

namespace Academy.Pathway.Domain;

/// <summary>What earns points and which points make which tier, from a day on until the next set begins.</summary>
internal sealed class RuleSet
{
    public const int HighestTier = 5;

    private RuleSet()
    {
    }

    public Guid Id { get; private init; }

    public string Name { get; private init; } = "";

    public DateOnly EffectiveFrom { get; private init; }

    public IReadOnlyDictionary<Assurance, int> PointsByAssurance { get; private init; } = new Dictionary<Assurance, int>();

    /// <summary>The points that tiers 1 to 5 ask for, in this order.</summary>
    public IReadOnlyList<int> TierThresholds { get; private init; } = [];

    public bool CountsEachSubjectOnce { get; private init; }

    public bool ExpiredEntriesCount { get; private init; }

    public DateTimeOffset PublishedAt { get; private init; }

    public static RuleSet Publish(
        string name,
        DateOnly effectiveFrom,
        IReadOnlyDictionary<Assurance, int> pointsByAssurance,
        IReadOnlyList<int> tierThresholds,
        bool countsEachSubjectOnce,
        bool expiredEntriesCount,
        DateTimeOffset now)
    {
        var missing = Enum.GetValues<Assurance>().Where(assurance => !pointsByAssurance.ContainsKey(assurance)).ToList();
        if (missing.Count > 0)
        {
            throw new RuleBroken($"Say how many points each assurance earns; these are missing: {string.Join(", ", missing)}.", "rules-incomplete");
        }

        if (pointsByAssurance.Keys.Any(assurance => !Enum.IsDefined(assurance)))
        {
            throw new RuleBroken($"Use these assurances: {string.Join(", ", Enum.GetNames<Assurance>())}.", "unknown-assurance");
        }

        if (pointsByAssurance.Values.Any(points => points is < 0 or > 10_000))
        {
            throw new RuleBroken("Give points from 0 to 10000; nothing takes points away.", "points-out-of-range");
        }

        if (tierThresholds.Count != HighestTier || tierThresholds[0] < 1 || tierThresholds.Zip(tierThresholds.Skip(1)).Any(pair => pair.Second <= pair.First))
        {
            throw new RuleBroken("Give five tier thresholds, each higher than the one before, the first at least 1.", "thresholds-not-rising");
        }

        return new RuleSet
        {
            Id = Guid.CreateVersion7(),
            Name = name.Trim(),
            EffectiveFrom = effectiveFrom,
            PointsByAssurance = new Dictionary<Assurance, int>(pointsByAssurance),
            TierThresholds = [.. tierThresholds],
            CountsEachSubjectOnce = countsEachSubjectOnce,
            ExpiredEntriesCount = expiredEntriesCount,
            PublishedAt = now,
        };
    }

    public int PointsFor(Assurance assurance) => PointsByAssurance.GetValueOrDefault(assurance);

    public int TierFor(int points) => TierThresholds.Count(threshold => threshold <= points);
}
