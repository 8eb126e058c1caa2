using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Academy.AscWds.Codes;

/// <summary>A qualification; level 0 is entry level, no level where the list gives none.</summary>
public sealed record Qualification(int Code, string Title, int? Level);

/// <summary>
/// The 145 qualifications by bulk-upload code. Source: Skills for Care, ASC-WDS
/// (NMDSdevopsServiceAdm/SopraSteria-SFC, b6857156 of 21 August 2026, MIT licence, (c) 2020 Skills for Care; titles of
/// older ones from NMDSdevopsServiceAdm/SFC-DB, 2021). The source has no level for 158, the Level 2 Adult Social Care
/// Certificate; here it has the level its title says.
/// </summary>
public static class Qualifications
{
    private static readonly CodeTable<Qualification> Table = new("qualifications.tsv", (code, title, level) =>
        new(code, title, level.Length == 0 ? null : int.Parse(level, CultureInfo.InvariantCulture)));

    public static IReadOnlyList<Qualification> All => Table.All;

    public static bool TryGet(int code, [NotNullWhen(true)] out Qualification? qualification) =>
        (qualification = Table.Find(code)) is not null;
}
