using System.ComponentModel.DataAnnotations;
using Academy.ServiceDefaults;

namespace Academy.Kitemark.Domain;

/// <summary>How a mark is looked after between grant and renewal; dated with the criteria it is granted by.</summary>
/// <param name="RenewalDays">Within so many days before its last day a mark can be renewed.</param>
/// <param name="ReminderDays">So many days before its last day whoever holds it is reminded, once each.</param>
/// <param name="FirstReviewMonths">When the first review falls, in months after the grant.</param>
/// <param name="NextReviewMonths">When each later review falls, in months after the one before.</param>
/// <param name="AsksForVisit">Whether somebody must have been there before a mark is granted.</param>
public sealed record MarkTerms(
    [Range(1, 366)] int RenewalDays,
    [Required, MaxLength(10)] IReadOnlyList<int> ReminderDays,
    [Required] MonthsAfter FirstReviewMonths,
    [Required] MonthsAfter NextReviewMonths,
    bool AsksForVisit)
{
    /// <summary>What the Academy begins with. Reviews fall as those of the national Quality Assured Care Learning Service do: after 6 to 9 months, then every one to two years.</summary>
    public static readonly MarkTerms First = new(90, [90, 60, 30], new(6, 9), new(12, 24), AsksForVisit: false);

    internal MarkTerms Checked()
    {
        if (ReminderDays.Any(days => days < 1 || days > RenewalDays) || ReminderDays.Distinct().Count() != ReminderDays.Count)
        {
            throw new RuleBroken($"Remind from 1 to {RenewalDays} days before the end, while the mark can be renewed, each day once.", "reminders-outside-renewal");
        }

        return FirstReviewMonths.IsInOrder && NextReviewMonths.IsInOrder
            ? this
            : throw new RuleBroken("A review falls between two numbers of months, the first not above the second.", "review-months-reversed");
    }
}

/// <summary>A span of time after a day: from so many months on, until so many.</summary>
public sealed record MonthsAfter([Range(0, 120)] int From, [Range(0, 120)] int Until)
{
    internal bool IsInOrder => From <= Until;

    internal ReviewDue After(DateOnly day) => new(day.AddMonths(From), day.AddMonths(Until));
}

/// <summary>The days between which the Academy looks at a mark again.</summary>
public sealed record ReviewDue(DateOnly From, DateOnly Until);
