using System.Diagnostics.CodeAnalysis;

namespace Academy.AscWds.Codes;

/// <summary>A training provider the data set knows by number.</summary>
public sealed record KnownTrainingProvider(int Code, string Name);

/// <summary>
/// The 89 training providers by bulk-upload code; 999 is any other. Source: Skills for Care, ASC-WDS
/// (NMDSdevopsServiceAdm/SopraSteria-SFC, b6857156 of 21 August 2026, MIT licence, (c) 2020 Skills for Care).
/// The codes are re-used over the years (56 to 58 changed in December 2025): whoever stores one stores the name and
/// the date with it.
/// </summary>
public static class TrainingProviders
{
    public const int Other = 999;

    private static readonly CodeTable<KnownTrainingProvider> Table =
        new("training-providers.tsv", (code, name, _) => new(code, name));

    public static IReadOnlyList<KnownTrainingProvider> All => Table.All;

    public static bool TryGet(int code, [NotNullWhen(true)] out KnownTrainingProvider? provider) =>
        (provider = Table.Find(code)) is not null;
}
