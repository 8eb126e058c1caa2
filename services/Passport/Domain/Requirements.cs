using System.Globalization;

namespace Academy.Passport.Domain;

/// <summary>What an employer asks of its staff. The newest profile counts; its version is its ETag.</summary>
internal sealed class RequirementProfile
{
    private RequirementProfile()
    {
    }

    public Guid EmployerId { get; private set; }

    public long Version { get; private set; }

    public IReadOnlyList<Requirement> Requirements { get; private set; } = [];

    public static RequirementProfile Of(Guid employerId) => new() { EmployerId = employerId };

    public void Set(IReadOnlyList<Requirement> requirements)
    {
        Requirements = requirements;
        Version++;
    }
}

/// <summary>Something somebody must hold: a subject, or a composite of several.</summary>
/// <param name="TrainingCategoryCode">The subject; none for a composite.</param>
/// <param name="JobRoleCodes">Main job roles it is asked of (ASC-WDS codes); none means everybody.</param>
/// <param name="RefreshMonths">The employer's own interval.</param>
/// <param name="Composite">The code of a <see cref="CompositeRule"/>.</param>
/// <param name="AskedFrom">The first day it is asked of anybody; none means always.</param>
/// <param name="GraceDays">How many days somebody who starts has for it; the day they start is the first of them.</param>
internal sealed record Requirement(
    int? TrainingCategoryCode, IReadOnlyList<int> JobRoleCodes, int? RefreshMonths, string? Composite = null, Combination Combination = Combination.Shortest,
    DateOnly? AskedFrom = null, int? GraceDays = null)
{
    /// <summary>Which one it is, whatever else is said of it.</summary>
    public string Code => Composite ?? TrainingCategoryCode!.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The first day on which somebody who started on a day must hold it; none where that is since ever.</summary>
    public DateOnly? NeededFrom(DateOnly? startedOn)
    {
        var settled = startedOn is { } start && GraceDays is { } days && start.DayNumber + days <= DateOnly.MaxValue.DayNumber ? start.AddDays(days) : (DateOnly?)null;
        return AskedFrom > settled || settled is null ? AskedFrom : settled;
    }

    /// <param name="jobRoleCodes">All that somebody has with the employer.</param>
    public bool IsAskedOf(IEnumerable<int?> jobRoleCodes)
        => JobRoleCodes.Count == 0 || jobRoleCodes.Any(code => code is { } known && JobRoleCodes.Contains(known));

    /// <summary>
    /// Whether this is met on a day, by which entries, until when and by which rule; or why it is not. What a learner only
    /// says of themself does not meet an employer's requirement. Of several the one that lasts longest counts, and of those that last
    /// as long one that needs no equivalence.
    /// </summary>
    public RequirementResult Judge(
        IReadOnlyCollection<Entry> entries,
        IReadOnlyList<Qualification> qualifications,
        IReadOnlyCollection<Equivalence> equivalences,
        RefreshRules rules,
        IReadOnlyCollection<int?> jobRoleCodes,
        DateOnly today,
        DateOnly? startedOn = null)
    {
        var composite = rules.Composite(Composite);
        var name = composite?.Name ?? Subjects.Name(TrainingCategoryCode!.Value);
        var parts = composite is null
            ? [new CompositePart(name, [TrainingCategoryCode!.Value], AskedOf.Everybody)]
            : composite.Parts.Where(part => part.IsAskedOf(jobRoleCodes)).ToList();
        var held = parts.ConvertAll(part => (part.IsCareCertificate ? Learning.CareCertificates(entries, today) : Learning.That(part.AnyOf, entries, qualifications, equivalences, today))
            .Select(learning => new Held(learning, NextDue.Of(learning, qualifications, rules, RefreshMonths, Combination, today)))
            .OrderByDescending(h => h.Until).ThenBy(h => h.Learning.By is not null).ThenBy(h => h.Learning.Assurance).ThenByDescending(h => h.Learning.Day)
            .ThenBy(h => h.Learning.By?.Id).ThenBy(h => h.Learning.Id)
            .FirstOrDefault());
        var isMet = !held.Contains(null) && held.TrueForAll(h => h!.Until >= today);
        var neededFrom = !isMet && NeededFrom(startedOn) is { } from && from > today ? from : (DateOnly?)null;
        var next = held.Contains(null) ? null : held.Select(h => h!.Due).OfType<Due>().MinBy(due => due.Until);
        return new RequirementResult(
            this,
            name,
            isMet ? RequirementStatus.Met
                : neededFrom is not null ? RequirementStatus.NotYet
                : held.Contains(null) ? RequirementStatus.Missing : RequirementStatus.Expired,
            [.. held.OfType<Held>().Select(h => h.Learning.Entry).OfType<Entry>()],
            next?.Until,
            next?.Rule,
            [.. parts.Zip(held, (part, h) => part.WhyNot(h, jobRoleCodes, today)).OfType<string>()],
            [.. held.Select(h => h?.Learning.Counted).OfType<CountedEquivalence>()],
            neededFrom);
    }
}

/// <summary>What counts, and until when; without a due day for good.</summary>
internal sealed record Held(Learning Learning, Due? Due)
{
    public DateOnly Until => Due?.Until ?? DateOnly.MaxValue;
}

internal enum RequirementStatus
{
    Met,
    Expired,
    Missing,

    /// <summary>Not held, and not asked for before a day to come.</summary>
    NotYet,
}

/// <param name="Entries">Those that count for it, at most one for each part.</param>
/// <param name="Until">The last day all of it counts, or counted; none where a part is missing.</param>
/// <param name="Reasons">Why it is not met, part by part.</param>
/// <param name="Equivalences">Those by which a part of it counted.</param>
/// <param name="NeededFrom">The day from which it is asked for; none where it is today.</param>
internal sealed record RequirementResult(
    Requirement Requirement,
    string Name,
    RequirementStatus Status,
    IReadOnlyList<Entry> Entries,
    DateOnly? Until,
    DueRule? Rule,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<CountedEquivalence> Equivalences,
    DateOnly? NeededFrom = null);
