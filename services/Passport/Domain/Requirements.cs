using Academy.Contracts.Passport;

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
internal sealed record Requirement(
    int? TrainingCategoryCode, IReadOnlyList<int> JobRoleCodes, int? RefreshMonths, string? Composite = null, Combination Combination = Combination.Shortest)
{
    /// <param name="jobRoleCodes">All that somebody has with the employer.</param>
    public bool IsAskedOf(IEnumerable<int?> jobRoleCodes)
        => JobRoleCodes.Count == 0 || jobRoleCodes.Any(code => code is { } known && JobRoleCodes.Contains(known));

    /// <summary>
    /// Whether this is met on a day, by which entries, until when and by which rule; or why it is not. What a learner only
    /// says of themself does not meet an employer's requirement. Of several entries the one that lasts longest counts.
    /// </summary>
    public RequirementResult Judge(
        IEnumerable<Entry> entries, IReadOnlyList<Qualification> qualifications, RefreshRules rules, IReadOnlyCollection<int?> jobRoleCodes, DateOnly today)
    {
        var composite = rules.Composite(Composite);
        var name = composite?.Name ?? Subjects.Name(TrainingCategoryCode!.Value);
        var parts = composite is null
            ? [new CompositePart(name, [TrainingCategoryCode!.Value], AskedOf.Everybody)]
            : composite.Parts.Where(part => part.IsAskedOf(jobRoleCodes)).ToList();
        var counting = entries.Where(e => e.Assurance != Assurance.SelfDeclared && !e.IsWithdrawn && e.CompletedOn <= today).ToList();
        var held = parts.ConvertAll(part => counting.Where(e => part.AnyOf.Contains(e.TrainingCategoryCode))
            .Select(e => new Held(e, NextDue.Of(e, qualifications, rules, RefreshMonths, Combination, today)))
            .OrderByDescending(h => h.Until).ThenBy(h => h.Entry.Assurance).ThenByDescending(h => h.Entry.CompletedOn)
            .FirstOrDefault());
        var next = held.Contains(null) ? null : held.Select(h => h!.Due).OfType<Due>().MinBy(due => due.Until);
        return new RequirementResult(
            this,
            name,
            held.Contains(null) ? RequirementStatus.Missing : held.Exists(h => h!.Until < today) ? RequirementStatus.Expired : RequirementStatus.Met,
            [.. held.OfType<Held>().Select(h => h.Entry)],
            next?.Until,
            next?.Rule,
            [.. parts.Zip(held, (part, h) => part.WhyNot(h, jobRoleCodes, today)).OfType<string>()]);
    }
}

/// <summary>An entry that counts, and until when; without a due day for good.</summary>
internal sealed record Held(Entry Entry, Due? Due)
{
    public DateOnly Until => Due?.Until ?? DateOnly.MaxValue;
}

internal enum RequirementStatus
{
    Met,
    Expired,
    Missing,
}

/// <param name="Entries">Those that count for it, one for each part.</param>
/// <param name="Until">The last day all of it counts, or counted; none where a part is missing.</param>
/// <param name="Reasons">Why it is not met, part by part.</param>
internal sealed record RequirementResult(
    Requirement Requirement, string Name, RequirementStatus Status, IReadOnlyList<Entry> Entries, DateOnly? Until, DueRule? Rule, IReadOnlyList<string> Reasons);
