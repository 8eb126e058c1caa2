using Academy.ServiceDefaults;

namespace Academy.Identity.Domain;

/// <summary>
/// The ids an employer gives its workplaces itself (LOCALESTID in ASC-WDS), as long as Learner keeps them. Which there are is
/// known there and not here: a role at a workplace that does not exist reaches nobody.
/// </summary>
internal static class WorkplaceReferences
{
    /// <summary>They travel in every request: whoever looks after more looks after the whole employer.</summary>
    public const int Most = 20;
    public const int Longest = 50;

    /// <summary>Each once and in one order, so that the same workplaces are the same role.</summary>
    public static string[] Read(IReadOnlyList<string> references)
        => references.Count is 0 or > Most || references.Any(IsMalformed)
            ? throw new RuleBroken(
                $"Name 1 to {Most} workplaces, each by the employer's own reference: 1 to {Longest} characters on one line. Leave workplaces out for the whole employer.",
                "workplaces")
            : [.. references.Select(reference => reference.Trim()).Distinct().Order(StringComparer.Ordinal)];

    private static bool IsMalformed(string? reference)
        => string.IsNullOrWhiteSpace(reference) || reference.Trim().Length > Longest || reference.Trim().Any(char.IsControl);
}
