using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Academy.Contracts.Learner;
using Academy.ServiceDefaults;

namespace Academy.Benefits.Domain;

/// <summary>What somebody must hold to get an offer. What is left out is not asked for.</summary>
/// <param name="MinimumTier">The Academy tier needed, 0 to 5; 0 asks for none.</param>
/// <param name="EmployerStandings">The employer must hold one of these.</param>
/// <param name="JobRoleCodes">The job role must be one of these, bulk-upload codes of ASC-WDS.</param>
public sealed record EligibilityRule(
    [Required, Range(0, 5)] int? MinimumTier,
    [MaxLength(10)] IReadOnlyList<EmployerStandingKind>? EmployerStandings = null,
    [MaxLength(100)] IReadOnlyList<int>? JobRoleCodes = null,
    bool RequiresEmployment = false)
{
    internal bool AsksForStanding => EmployerStandings is { Count: > 0 };

    internal bool AsksForJobRole => JobRoleCodes is { Count: > 0 };

    internal bool AsksForWork => RequiresEmployment || AsksForStanding || AsksForJobRole;

    internal string NeedsTier => $"You need tier {MinimumTier}.";

    internal string NeedsStanding => $"You need to work for an employer that is {Or(EmployerStandings!.Select(Name))}.";

    internal string NeedsJobRole
        => $"You need job role {Or(JobRoleCodes!.Select(code => code.ToString(CultureInfo.InvariantCulture)))} (ASC-WDS code).";

    internal const string NeedsWork = "You need to work in care.";

    /// <summary>The rule as people read it.</summary>
    internal string InWords()
    {
        List<string> needs = [];
        if (MinimumTier > 0)
        {
            needs.Add(NeedsTier);
        }

        if (AsksForStanding)
        {
            needs.Add(NeedsStanding);
        }

        if (AsksForJobRole)
        {
            needs.Add(NeedsJobRole);
        }

        if (AsksForWork && !AsksForStanding)
        {
            needs.Add(NeedsWork);
        }

        return needs.Count == 0 ? "Everybody with a passport can have this." : string.Join(' ', needs);
    }

    internal EligibilityRule Checked()
    {
        if (EmployerStandings?.All(Enum.IsDefined) == false)
        {
            throw new RuleBroken($"Use these employer standings: {string.Join(", ", Enum.GetNames<EmployerStandingKind>())}.", "unknown-standing");
        }

        if (JobRoleCodes?.Any(code => code is < 1 or > 9999) == true)
        {
            throw new RuleBroken("Use job role codes of ASC-WDS, from 1 to 9999.", "unknown-job-role");
        }

        return this;
    }

    internal static string Name(EmployerStandingKind standing) => standing switch
    {
        EmployerStandingKind.Member => "a member",
        EmployerStandingKind.HertsCarePartner => "a Herts Care Partner",
        EmployerStandingKind.CareStandard => "a holder of the Care Standard",
        _ => standing.ToString(),
    };

    private static string Or(IEnumerable<string> words)
    {
        var all = words.Distinct().ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }
}
