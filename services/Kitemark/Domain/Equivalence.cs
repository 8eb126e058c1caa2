using Academy.Contracts.Kitemark;
using Academy.ServiceDefaults;

namespace Academy.Kitemark.Domain;

/// <summary>
/// Recognition of prior learning: what somebody holds counts as something else, if it was completed or awarded from one day to
/// another. It is ended, never changed.
/// </summary>
internal sealed class Equivalence
{
    private Equivalence()
    {
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public PriorLearning Held { get; private set; } = null!;

    public Recognition CountsAs { get; private set; } = null!;

    public DateOnly From { get; private set; }

    /// <summary>The last day, as it was decided; none where it is open.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>The last day it counts for, an ending considered; open ones have a day no other reaches.</summary>
    public DateOnly LastDay { get; private set; }

    public string Reason { get; private set; } = "";

    public string Source { get; private set; } = "";

    public DateTimeOffset DecidedAt { get; private set; }

    public string DecidedBy { get; private set; } = "";

    public EquivalenceEnding? Ended { get; private set; }

    public string? EndedBy { get; private set; }

    public static Equivalence Decide(
        PriorLearning held, Recognition countsAs, (DateOnly From, DateOnly? Until) days, string reason, string source, string by, DateTimeOffset now)
    {
        if (held.TrainingCategoryCode is { } subject && subject == countsAs.TrainingCategoryCode)
        {
            throw new RuleBroken("Training in a subject counts as training in it already. Name another subject, or standards of the Care Certificate.", "equivalence-says-nothing");
        }

        var period = Period.Grant(days.From, days.Until ?? days.From, now);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            Version = 1,
            Held = held,
            CountsAs = countsAs,
            From = period.From,
            Until = days.Until,
            LastDay = days.Until ?? DateOnly.MaxValue,
            Reason = reason,
            Source = source,
            DecidedAt = now,
            DecidedBy = by,
        };
    }

    public void End(DateOnly from, string reason, string by, DateTimeOffset now)
    {
        if (Ended is { } ended)
        {
            throw new RuleBroken($"It was ended from {ended.From:yyyy-MM-dd}, decided {ended.DecidedAt:yyyy-MM-dd}: {ended.Reason}", "already-ended");
        }

        if (from < From || from > LastDay)
        {
            throw new RuleBroken(
                $"Choose a first day {(Until is { } until ? $"between {From:yyyy-MM-dd} and {until:yyyy-MM-dd}" : $"from {From:yyyy-MM-dd} on")}: only then is there anything to end.", "ending-outside-period");
        }

        (Ended, EndedBy, LastDay) = (new EquivalenceEnding(from, reason, now), by, from.AddDays(-1));
        Version++;
    }

    public EquivalenceDecided Said() => new(Id, Version, Held, CountsAs, From, Until, Reason, Source, Ended, Ended?.DecidedAt ?? DecidedAt);
}
