using System.Globalization;
using Academy.Contracts.Passport;

namespace Academy.Pathway.Domain;

/// <summary>A learner's tier on a day under a rule set, with what every entry adds to it and why.</summary>
/// <param name="NextChangeOn">The first day after today on which time alone changes the answer.</param>
internal sealed record Evaluation(int Points, int Tier, IReadOnlyList<EvaluatedEntry> Entries, NextTier? Next, DateOnly? NextChangeOn)
{
    public static Evaluation Of(IEnumerable<EntryFacts> entries, RuleSet rules, DateOnly today)
    {
        var latestFirst = entries.DistinctBy(entry => entry.EntryId).ToList();
        latestFirst.Sort(static (one, other) => other.CompletedOn.CompareTo(one.CompletedOn) is not 0 and var byDay
            ? byDay
            : one.EntryId.CompareTo(other.EntryId));
        var counting = rules.CountsEachSubjectOnce ? BestOfEachSubject(latestFirst, rules, today) : null;
        var evaluated = latestFirst.ConvertAll(entry => Evaluate(entry, counting, rules, today));

        var points = evaluated.Sum(entry => entry.Points);
        var tier = rules.TierFor(points);
        var next = tier < RuleSet.HighestTier ? new NextTier(tier + 1, rules.TierThresholds[tier] - points) : null;
        return new Evaluation(points, tier, evaluated, next, NextChange(latestFirst, rules, today));
    }

    /// <summary>The entry with the most points counts, and of equals the later one: so recording more never costs points.</summary>
    private static Dictionary<int, EntryFacts> BestOfEachSubject(List<EntryFacts> latestFirst, RuleSet rules, DateOnly today)
    {
        var best = new Dictionary<int, EntryFacts>();
        foreach (var entry in latestFirst)
        {
            if (!entry.Withdrawn && !IsExpired(entry, rules, today)
                && (!best.TryGetValue(entry.TrainingCategoryCode, out var other)
                    || rules.PointsFor(entry.Assurance) > rules.PointsFor(other.Assurance)))
            {
                best[entry.TrainingCategoryCode] = entry;
            }
        }

        return best;
    }

    private static EvaluatedEntry Evaluate(
        EntryFacts entry, Dictionary<int, EntryFacts>? counting, RuleSet rules, DateOnly today)
    {
        if (entry.Withdrawn)
        {
            return new EvaluatedEntry(entry, 0, Verdict.Withdrawn);
        }

        if (IsExpired(entry, rules, today))
        {
            return new EvaluatedEntry(entry, 0, Verdict.Expired);
        }

        if (counting is null || counting[entry.TrainingCategoryCode].EntryId == entry.EntryId)
        {
            return new EvaluatedEntry(entry, rules.PointsFor(entry.Assurance), Verdict.Counted);
        }

        var isEarlier = entry.CompletedOn < counting[entry.TrainingCategoryCode].CompletedOn;
        return new EvaluatedEntry(entry, 0, isEarlier ? Verdict.LaterCounts : Verdict.OtherCounts);
    }

    private static bool IsExpired(EntryFacts entry, RuleSet rules, DateOnly today)
        => !rules.ExpiredEntriesCount && entry.ValidUntil < today;

    private static DateOnly? NextChange(List<EntryFacts> entries, RuleSet rules, DateOnly today)
        => rules.ExpiredEntriesCount
            ? null
            : entries.Where(entry => !entry.Withdrawn && entry.ValidUntil >= today && entry.ValidUntil < DateOnly.MaxValue)
                .Min(entry => entry.ValidUntil?.AddDays(1));
}

internal sealed record NextTier(int Tier, int PointsNeeded);

internal enum Verdict
{
    Counted,
    LaterCounts,
    OtherCounts,
    Expired,
    Withdrawn,
}

internal sealed record EvaluatedEntry(EntryFacts Entry, int Points, Verdict Verdict)
{
    public string Why => Verdict switch
    {
        Verdict.Counted => $"{Name(Entry.Assurance)}: {Points} {(Points == 1 ? "point" : "points")}{(Entry.UnderReview ? ", under review" : "")}",
        Verdict.LaterCounts => "not counted: a later completion of the same subject counts",
        Verdict.OtherCounts => "not counted: another completion of the same subject counts",
        Verdict.Withdrawn => "not counted: withdrawn by whoever issued it",
        _ => $"not counted: expired on {Entry.ValidUntil?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}",
    };

    private static string Name(Assurance assurance) => assurance switch
    {
        Assurance.EmployerAttested => "Employer attested",
        Assurance.EvidenceChecked => "Evidence checked",
        Assurance.SelfDeclared => "Self-declared",
        _ => assurance.ToString(),
    };
}
