using System.Diagnostics.CodeAnalysis;

namespace Academy.AscWds.Codes;

/// <summary>A standard of the Care Certificate, with the name it has in one version.</summary>
/// <param name="Version">The year the version came out in: 2015 or 2025.</param>
public sealed record CareCertificateStandard(int Version, int Number, string Name);

/// <summary>
/// The standards of the Care Certificate in both versions: 15 of 2015, 16 of March 2025. A certificate is of one version for ever:
/// an old one is never judged by the new list. Source: Skills for Care, The Care Certificate standards, 2015 and 2025;
/// training towards the version of 2015 was supported until the end of July 2025. No list of the ASC-WDS, which counts
/// whole certificates only.
/// </summary>
public static class CareCertificateStandards
{
    public const int Latest = 2025;

    private static readonly CodeTable<(int Number, string Of2015, string Of2025)> Table =
        new("care-certificate-standards.tsv", (number, of2015, of2025) => (number, of2015, of2025));

    private static readonly CareCertificateStandard[] Of2015 =
        [.. Table.All.Where(row => row.Of2015.Length > 0).Select(row => new CareCertificateStandard(2015, row.Number, row.Of2015))];

    private static readonly CareCertificateStandard[] Of2025 =
        [.. Table.All.Select(row => new CareCertificateStandard(Latest, row.Number, row.Of2025))];

    /// <summary>The oldest first.</summary>
    public static IReadOnlyList<int> Versions { get; } = [2015, Latest];

    /// <summary>All standards of a version in order; none where there is no such version.</summary>
    public static IReadOnlyList<CareCertificateStandard> Of(int version) => version switch { 2015 => Of2015, Latest => Of2025, _ => [] };

    public static bool TryGet(int version, int number, [NotNullWhen(true)] out CareCertificateStandard? standard)
        => (standard = Of(version).FirstOrDefault(one => one.Number == number)) is not null;
}
