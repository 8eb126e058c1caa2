namespace Academy.Passport.Domain;

public enum DueRuleKind
{
    /// <summary>What the certificate says of itself.</summary>
    Course,
    National,
    Employer,
}

/// <summary>The rule that decides until when something counts, so that nobody has to guess.</summary>
/// <param name="Version">Of a national rule.</param>
/// <param name="Why">From which day it counts how many months.</param>
public sealed record DueRule(DueRuleKind Kind, string Name, string? Version, string Why);

/// <summary>Which interval counts where an employer and a national rule differ. What a certificate says of itself is never stretched.</summary>
public enum Combination
{
    Shortest,
    Longest,
}

/// <param name="Until">The last day it counts; by then it is due again.</param>
internal sealed record Due(DateOnly Until, DueRule Rule);

/// <summary>
/// Until when a completion counts: it follows from the certificate, the national rule of the day, the employer's own
/// interval and the qualifications the person has gained since, so it is worked out and never kept.
/// </summary>
internal static class NextDue
{
    public static Due? Of(Learning learning, IEnumerable<Qualification> held, RefreshRules rules, int? employerMonths, Combination combination, DateOnly today)
    {
        var course = learning.ValidUntil is { } validUntil
            ? new Due(validUntil, new DueRule(DueRuleKind.Course, learning.Title, learning.VersionLabel, "As the certificate says."))
            : null;
        var national = rules.On(today) is { } set && set.MonthsFor(learning.TrainingCategoryCode) is { } months
            ? National(learning.Day, months, set, held, rules)
            : null;
        var employer = employerMonths is { } own
            ? new Due(Entry.LastValidDay(learning.Day, own), new DueRule(DueRuleKind.Employer, "The employer's own interval", null, From(learning.Day, own)))
            : null;
        return Earlier(course, combination == Combination.Shortest ? Earlier(national, employer) : Later(national, employer));
    }

    /// <summary>Each recognised award within the interval starts it anew; one that comes too late finds nothing to restart.</summary>
    private static Due National(DateOnly completedOn, int months, RefreshSet set, IEnumerable<Qualification> held, RefreshRules rules)
    {
        var (from, last) = (completedOn, (Qualification?)null);
        if (set.IsRestartedByQualification)
        {
            foreach (var award in held.Where(q => !q.IsWithdrawn && rules.Recognises(q.Code)).OrderBy(q => q.AwardedOn))
            {
                if (award.AwardedOn > from && award.AwardedOn <= Entry.LastValidDay(from, months))
                {
                    (from, last) = (award.AwardedOn, award);
                }
            }
        }

        var why = last is null ? From(from, months) : $"{From(from, months)} On that day {last.Title} was awarded.";
        return new Due(Entry.LastValidDay(from, months), new DueRule(DueRuleKind.National, set.Name, set.Version, why));
    }

    private static string From(DateOnly day, int months) => $"{months} months from {day:yyyy-MM-dd}.";

    private static Due? Earlier(Due? one, Due? other) => one is null || other?.Until < one.Until ? other : one;

    private static Due? Later(Due? one, Due? other) => one is null || other?.Until > one.Until ? other : one;
}
