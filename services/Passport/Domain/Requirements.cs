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

/// <summary>A subject somebody must hold.</summary>
/// <param name="JobRoleCodes">Main job roles it is asked of (ASC-WDS codes); none means everybody.</param>
/// <param name="RefreshMonths">The employer's own interval, where it is stricter than the course's validity.</param>
internal sealed record Requirement(int TrainingCategoryCode, IReadOnlyList<int> JobRoleCodes, int? RefreshMonths)
{
    public bool IsAskedOf(int? jobRoleCode)
        => JobRoleCodes.Count == 0 || (jobRoleCode is { } code && JobRoleCodes.Contains(code));

    /// <summary>
    /// The entry that meets this on a day, and until when; or why none does. What a learner only says of themself does
    /// not meet an employer's requirement. Of several the one that lasts longest counts.
    /// </summary>
    public RequirementResult Judge(IEnumerable<Entry> entries, DateOnly today)
    {
        var held = entries
            .Where(entry => entry.TrainingCategoryCode == TrainingCategoryCode && entry.Assurance != Assurance.SelfDeclared && !entry.IsWithdrawn && entry.CompletedOn <= today)
            .Select(entry => (Entry: entry, Until: CountsUntil(entry)))
            .OrderByDescending(held => held.Until).ThenBy(held => held.Entry.Assurance).ThenByDescending(held => held.Entry.CompletedOn)
            .ToList();
        return held switch
        {
            [] => new RequirementResult(this, RequirementStatus.Missing, null, null),
            [var best, ..] when best.Until < today => new RequirementResult(this, RequirementStatus.Expired, best.Entry, best.Until),
            [var best, ..] => new RequirementResult(this, RequirementStatus.Met, best.Entry, best.Until == DateOnly.MaxValue ? null : best.Until),
        };
    }

    private DateOnly CountsUntil(Entry entry)
    {
        var course = entry.ValidUntil ?? DateOnly.MaxValue;
        var employer = RefreshMonths is { } months ? Entry.LastValidDay(entry.CompletedOn, months) : DateOnly.MaxValue;
        return course < employer ? course : employer;
    }
}

internal enum RequirementStatus
{
    Met,
    Expired,
    Missing,
}

internal sealed record RequirementResult(Requirement Requirement, RequirementStatus Status, Entry? Entry, DateOnly? Until);
