using System.Diagnostics.CodeAnalysis;

namespace Academy.AscWds.Codes;

/// <summary>A job role; care-providing as the data set has flagged it since May 2026.</summary>
public sealed record JobRole(int Code, string Name, bool IsCareProviding);

/// <summary>
/// The 39 job roles by bulk-upload code. Source: Skills for Care, ASC-WDS
/// (NMDSdevopsServiceAdm/SopraSteria-SFC, b6857156 of 21 August 2026, MIT licence, (c) 2020 Skills for Care).
/// </summary>
public static class JobRoles
{
    private static readonly CodeTable<JobRole> Table =
        new("job-roles.tsv", (code, name, flag) => new(code, name, flag is "care"));

    public static IReadOnlyList<JobRole> All => Table.All;

    public static bool TryGet(int code, [NotNullWhen(true)] out JobRole? role) => (role = Table.Find(code)) is not null;
}
