using Academy.ServiceDefaults;

namespace Academy.Kitemark.Domain;

/// <summary>How a mark stands towards its renewal.</summary>
public enum RenewalState
{
    /// <summary>It is too early to apply.</summary>
    NotYet,

    /// <summary>The training provider can apply now.</summary>
    Open,

    /// <summary>An application to renew it waits to be sent or decided.</summary>
    Applied,

    /// <summary>Its last day has passed, and nothing follows on it.</summary>
    Lapsed,
}

/// <summary>When a mark is renewed, reminded of and reviewed: pure functions of days.</summary>
internal static class Renewal
{
    /// <summary>That it has lapsed is told after every reminder, so it sorts below them.</summary>
    public const int Lapsed = -1;

    /// <summary>A mark that lapsed longer ago than this, in days, is told nobody any more.</summary>
    public const int DaysToTellOfLapse = 30;

    public static DateOnly OpensOn(DateOnly lastDay, MarkTerms terms) => lastDay.AddDays(-terms.RenewalDays);

    public static RenewalState StateOf(DateOnly lastDay, bool isApplied, MarkTerms terms, DateOnly today)
        => isApplied ? RenewalState.Applied
            : today > lastDay ? RenewalState.Lapsed
            : today < OpensOn(lastDay, terms) ? RenewalState.NotYet
            : RenewalState.Open;

    /// <summary>
    /// What is to be told of a mark today, as the days before its end it belongs to, or <see cref="Lapsed"/>; none where it was told,
    /// or something nearer to the end was. Reminders that were missed are not made up for: the latest says it all.
    /// </summary>
    public static int? ToTell(DateOnly lastDay, int? told, MarkTerms terms, DateOnly today)
    {
        var left = lastDay.DayNumber - today.DayNumber;
        int? due = left >= 0 ? terms.ReminderDays.Where(days => left <= days).Select(days => (int?)days).Min()
            : left >= -DaysToTellOfLapse ? Lapsed
            : null;
        return due < (told ?? int.MaxValue) ? due : null;
    }

    /// <summary>The next review: reckoned from the last one, or from the grant where there was none yet.</summary>
    public static ReviewDue ReviewOf(Mark mark, MarkTerms terms)
        => mark.ReviewedOn is { } reviewed ? terms.NextReviewMonths.After(reviewed) : terms.FirstReviewMonths.After(mark.BegunOn);

    /// <summary>
    /// A period after the one that runs today renews it: not before the days in which it can be renewed, and without a gap, as with marks.
    /// </summary>
    public static void RequireFollowing(IEnumerable<TrainerAuthorisation> held, Period asked, MarkTerms terms, DateOnly today)
    {
        var latest = held.Where(authorisation => authorisation.EndsByItself && authorisation.Until >= today).MaxBy(authorisation => authorisation.Until);
        if (latest is null || asked.From < latest.From)
        {
            return;
        }

        if (today < OpensOn(latest.Until, terms))
        {
            throw new RuleBroken(
                $"The trainer is authorised for this subject until {latest.Until:yyyy-MM-dd}. You can renew that from {OpensOn(latest.Until, terms):yyyy-MM-dd} on.", "renewal-too-early");
        }

        if (asked.From != latest.Until.AddDays(1))
        {
            throw new RuleBroken(
                $"A renewal follows on the authorisation it renews, without a gap: from {latest.Until.AddDays(1):yyyy-MM-dd}. Give that day.", "renewal-not-following");
        }
    }

    /// <summary>The mark an application made today renews; none where nothing is in force. Too early it is refused.</summary>
    public static Mark? Of(IEnumerable<Mark> held, MarkTerms terms, DateOnly today)
    {
        if (held.Where(mark => mark.LastDay >= today).MaxBy(mark => mark.LastDay) is not { } latest)
        {
            return null;
        }

        return today >= OpensOn(latest.LastDay, terms)
            ? latest
            : throw new RuleBroken(
                $"This is kitemarked until {latest.LastDay:yyyy-MM-dd}. You can apply to renew it from {OpensOn(latest.LastDay, terms):yyyy-MM-dd} on.", "renewal-too-early");
    }
}
