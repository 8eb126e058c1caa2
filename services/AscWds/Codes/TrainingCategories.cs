using System.Diagnostics.CodeAnalysis;

namespace Academy.AscWds.Codes;

/// <summary>A subject of training as the data set counts it.</summary>
public sealed record TrainingCategory(int Code, string Name, string Group);

/// <summary>
/// The 48 training categories by bulk-upload code. Source: Skills for Care, ASC-WDS
/// (NMDSdevopsServiceAdm/SopraSteria-SFC, b6857156 of 21 August 2026, MIT licence, (c) 2020 Skills for Care).
/// Codes 3, 4 and 24 are not used. 41, 42 and 43 are the Oliver McGowan e-learning, Tier 1 and Tier 2.
/// </summary>
public static class TrainingCategories
{
    private static readonly CodeTable<TrainingCategory> Table =
        new("training-categories.tsv", (code, name, group) => new(code, name, group));

    public static IReadOnlyList<TrainingCategory> All => Table.All;

    public static bool TryGet(int code, [NotNullWhen(true)] out TrainingCategory? category) =>
        (category = Table.Find(code)) is not null;
}
