using System.Globalization;
using Academy.Contracts.Learner;

namespace Academy.Benefits.Domain;

/// <summary>What is known of a learner that an offer can depend on.</summary>
internal sealed record LearnerFacts(int Tier, IReadOnlyList<Work> Work);

/// <summary>An employment together with the standings of its employer.</summary>
internal sealed record Work(
    string? EmployerName, int? JobRoleCode, DateOnly StartedOn, DateOnly? EndedOn, IReadOnlyList<EmployerStanding> Standings)
{
    public bool IsOn(DateOnly day) => StartedOn <= day && !(EndedOn < day);

    public EmployerStanding? StandingOn(DateOnly day, EligibilityRule rule)
        => Standings.FirstOrDefault(standing => standing.From <= day && day <= standing.Until && rule.EmployerStandings!.Contains(standing.Kind));

    public bool HasRole(EligibilityRule rule) => JobRoleCode is { } code && rule.JobRoleCodes!.Contains(code);
}

/// <summary>Whether a learner may have an offer on a day, and why, each reason one sentence.</summary>
/// <param name="ValidUntil">The last day up to which, by what is known, it stays so without a break; none if not eligible.</param>
internal sealed record Eligibility(bool IsEligible, IReadOnlyList<string> Reasons, DateOnly? ValidUntil)
{
    public static Eligibility Of(LearnerFacts learner, Offer offer, DateOnly today)
    {
        var conditions = Conditions(learner, offer, today).ToList();
        return conditions.TrueForAll(condition => condition.IsMet)
            ? new Eligibility(IsEligible: true, [.. conditions.Select(condition => condition.Reason)], LastDay(learner, offer, today))
            : new Eligibility(IsEligible: false, [.. conditions.Where(condition => !condition.IsMet).Select(condition => condition.Reason)], ValidUntil: null);
    }

    private static IEnumerable<Condition> Conditions(LearnerFacts learner, Offer offer, DateOnly day)
    {
        if (day < offer.ValidFrom || day > offer.ValidUntil)
        {
            yield return new(IsMet: false, day < offer.ValidFrom ? $"This offer begins on {InWords(offer.ValidFrom)}." : $"This offer ended on {InWords(offer.ValidUntil)}.");
        }

        var rule = offer.RuleOn(day);
        if (rule.MinimumTier > 0)
        {
            yield return new(learner.Tier >= rule.MinimumTier, $"{rule.NeedsTier} You are at tier {learner.Tier}.");
        }

        if (!rule.AsksForWork)
        {
            yield break;
        }

        var work = learner.Work.Where(employment => employment.IsOn(day)).ToList();
        if (work.Count == 0)
        {
            yield return new(IsMet: false, $"{(rule.AsksForStanding ? rule.NeedsStanding : EligibilityRule.NeedsWork)} We know of no employment of yours today.");
            yield break;
        }

        foreach (var condition in OfWork(work, rule, day))
        {
            yield return condition;
        }
    }

    private static IEnumerable<Condition> OfWork(List<Work> work, EligibilityRule rule, DateOnly day)
    {
        var inStanding = rule.AsksForStanding ? work.FindAll(employment => employment.StandingOn(day, rule) is not null) : work;
        if (rule.AsksForStanding)
        {
            yield return inStanding.Count > 0
                ? new(IsMet: true, $"{inStanding[0].EmployerName ?? "Your employer"} is {EligibilityRule.Name(inStanding[0].StandingOn(day, rule)!.Kind)}.")
                : new(IsMet: false, $"{rule.NeedsStanding} {(work.Count == 1 ? $"{work[0].EmployerName ?? "Yours"} is not." : "None of yours is.")}");
        }

        if (rule.AsksForJobRole)
        {
            var hasRole = work.Exists(employment => employment.HasRole(rule));
            var inBoth = inStanding.Count == 0 || inStanding.Exists(employment => employment.HasRole(rule));
            yield return new(hasRole && inBoth, (hasRole, inBoth) switch
            {
                (false, _) => $"{rule.NeedsJobRole} Yours is another.",
                (_, false) => $"{rule.NeedsJobRole} It must be with that employer.",
                _ => "You have the job role that is asked for.",
            });
        }

        if (!rule.AsksForStanding && !rule.AsksForJobRole)
        {
            yield return new(IsMet: true, "You work in care.");
        }
    }

    /// <summary>Only where something ends, or another rule begins, can eligibility end.</summary>
    private static DateOnly LastDay(LearnerFacts learner, Offer offer, DateOnly today)
    {
        var ends = learner.Work.Select(work => work.EndedOn)
            .Concat(learner.Work.SelectMany(work => work.Standings).Select(standing => (DateOnly?)standing.Until))
            .Concat(offer.Rules.Where(rule => rule.EffectiveFrom > today).Select(rule => (DateOnly?)rule.EffectiveFrom.AddDays(-1)))
            .Where(end => end >= today && end < offer.ValidUntil)
            .Order();
        return ends.FirstOrDefault(end => Conditions(learner, offer, end!.Value.AddDays(1)).Any(condition => !condition.IsMet)) ?? offer.ValidUntil;
    }

    private static string InWords(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private sealed record Condition(bool IsMet, string Reason);
}
