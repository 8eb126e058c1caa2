using Academy.Contracts.Kitemark;
using Academy.ServiceDefaults;

namespace Academy.Kitemark.Domain;

/// <summary>A decision on a mark: from which day it is no longer in force, and who decided it when.</summary>
internal sealed record Decision(
    MarkDecisionKind Kind,
    DateOnly From,
    Consequence Consequence,
    DateOnly? VoidFrom,
    string Reason,
    DateTimeOffset DecidedAt,
    string DecidedBy,
    Reversal? Reversed = null);

/// <summary>A decision was taken back: it counts as if it had not been taken, and stays on record.</summary>
internal sealed record Reversal(string Reason, DateTimeOffset DecidedAt, string DecidedBy);

/// <summary>
/// The days a mark or an authorisation holds for, and every decision taken on it since. The days say what is true; the
/// instants say when it was decided, so a period taken over from before the Academy shows that it was granted later.
/// </summary>
internal sealed record Period(DateOnly From, DateOnly Until, DateTimeOffset GrantedAt, IReadOnlyList<Decision> Decisions)
{
    /// <summary>The last day in force; before <see cref="From"/> where a decision takes the whole period away.</summary>
    public DateOnly LastDay => Standing.Select(decision => decision.From.AddDays(-1)).Append(Until).Min();

    private IEnumerable<Decision> Standing => Decisions.Where(decision => decision.Reversed is null);

    private Decision? Withdrawal => Standing.FirstOrDefault(decision => decision.Kind == MarkDecisionKind.Withdrawn);

    public static Period Grant(DateOnly from, DateOnly until, DateTimeOffset now)
    {
        if (from.Year < 2000 || until.Year > 2100)
        {
            throw new RuleBroken("A period lies between the years 2000 and 2100. Correct from and until.", "period-too-far");
        }

        return from <= until
            ? new Period(from, until, now, [])
            : throw new RuleBroken("The last day of the period is before its first. Put them in order.", "period-reversed");
    }

    public bool IsInForceOn(DateOnly day)
        => From <= day && day <= Until && Standing.All(decision => day < decision.From);

    /// <summary>Whether some day has both; a period that a decision took away whole has none.</summary>
    public bool Overlaps(Period other)
        => (From > other.From ? From : other.From) <= (LastDay < other.LastDay ? LastDay : other.LastDay);

    /// <summary>The period with one more decision, if the decision makes sense for it.</summary>
    public Period Decide(Decision decision)
    {
        if (Withdrawal is { } withdrawn)
        {
            throw new RuleBroken($"This was withdrawn from {withdrawn.From:yyyy-MM-dd}, decided {withdrawn.DecidedAt:yyyy-MM-dd}: {withdrawn.Reason}", "already-withdrawn");
        }

        if (decision.Kind == MarkDecisionKind.Suspended && Standing.FirstOrDefault() is { } suspended)
        {
            throw new RuleBroken($"This is suspended from {suspended.From:yyyy-MM-dd} already: {suspended.Reason} Withdraw it, or let the suspension stand.", "already-suspended");
        }

        if (decision.From < From || decision.From > Until)
        {
            throw new RuleBroken($"Choose a first day between {From:yyyy-MM-dd} and {Until:yyyy-MM-dd}: only then is there anything to end.", "decision-outside-period");
        }

        CheckConsequence(decision);
        return this with { Decisions = [.. Decisions, decision] };
    }

    /// <summary>The period with its latest decision taken back.</summary>
    /// <param name="others">What was granted besides for the same: two never hold on one day.</param>
    public Period Reinstate(Reversal reversal, IEnumerable<Period> others)
    {
        var latest = Decisions.ToList().FindLastIndex(decision => decision.Reversed is null);
        if (latest < 0)
        {
            throw new RuleBroken("Nothing has been decided against this, so there is nothing to take back.", "nothing-to-reverse");
        }

        var reinstated = this with { Decisions = [.. Decisions.Select((d, i) => i == latest ? d with { Reversed = reversal } : d)] };
        return others.FirstOrDefault(reinstated.Overlaps) is { } other
            ? throw new RuleBroken(
                $"Since then it was granted anew, from {other.From:yyyy-MM-dd} to {other.LastDay:yyyy-MM-dd}, and taken back this would hold on the same days. Withdraw the new one first, or let the decision stand.",
                "period-overlaps")
            : reinstated;
    }

    public MarkPeriod Said() => new(
        From,
        Until,
        GrantedAt,
        [.. Decisions.Select(d => new MarkDecision(d.Kind, d.From, d.Consequence, d.VoidFrom, d.Reason, d.DecidedAt, Said(d.Reversed)))]);

    private static MarkReversal? Said(Reversal? reversal) => reversal is null ? null : new(reversal.Reason, reversal.DecidedAt);

    /// <summary>The first day from one to another on which none of the periods is in force.</summary>
    public static DateOnly? FirstGap(IEnumerable<Period> periods, DateOnly from, DateOnly until)
    {
        var day = from;
        foreach (var period in periods.OrderBy(period => period.From))
        {
            if (period.IsInForceOn(day))
            {
                day = period.LastDay.AddDays(1);
            }
        }

        return day <= until ? day : null;
    }

    /// <summary>What answers for a day: the mark in force, else the latest that would have been.</summary>
    public static T? ThatAnswersFor<T>(DateOnly day, IEnumerable<T> marks, Func<T, Period> periodOf)
        where T : class
        => marks.Where(mark => periodOf(mark).From <= day && day <= periodOf(mark).Until)
            .OrderByDescending(mark => periodOf(mark).IsInForceOn(day))
            .ThenByDescending(mark => periodOf(mark).GrantedAt)
            .FirstOrDefault();

    private void CheckConsequence(Decision decision)
    {
        if (decision.Consequence != Consequence.VoidFrom)
        {
            if (decision.VoidFrom is not null)
            {
                throw new RuleBroken("voidFrom belongs to the consequence VoidFrom. Leave it out, or choose that consequence.", "void-from-not-asked");
            }
        }
        else if (decision.VoidFrom is not { } voidFrom || voidFrom < From || voidFrom > decision.From)
        {
            // Later than `from` it would say nothing: from that day on the mark is not in force anyway.
            throw new RuleBroken(
                $"With the consequence VoidFrom, say from which day completions lose the mark: between {From:yyyy-MM-dd}, when it began, and {decision.From:yyyy-MM-dd}, when it ends.",
                "void-from-outside");
        }
    }
}
