using Academy.AscWds.Codes;
using Academy.Contracts.Kitemark;
using Academy.ServiceDefaults;

namespace Academy.Kitemark.Domain;

/// <summary>What else than a subject a course maps to: a qualification of the ASC-WDS, standards of the Care Certificate.</summary>
internal static class NationalCodes
{
    public static int? RequireQualification(int? code)
        => code is not { } known || Qualifications.TryGet(known, out _)
            ? code
            : throw new RuleBroken($"{code} is not the bulk-upload code of an ASC-WDS qualification, for example 158 for the Level 2 Adult Social Care Certificate.", "qualification-unknown");

    public static string QualificationName(int code) => Qualifications.TryGet(code, out var qualification) ? qualification.Title : $"Qualification {code}";

    /// <summary>Standards that exist in the version named, each once and in order.</summary>
    public static CareCertificateCoverage RequireStandards(CareCertificateCoverage named)
    {
        var known = CareCertificateStandards.Of(named.Version);
        if (known.Count == 0)
        {
            throw new RuleBroken(
                $"There is no version {named.Version} of the Care Certificate. Choose {string.Join(" or ", CareCertificateStandards.Versions)}.", "care-certificate-version-unknown");
        }

        return named.Standards is { Count: > 0 } && named.Standards.All(number => CareCertificateStandards.TryGet(named.Version, number, out _))
            ? named with { Standards = [.. named.Standards.Distinct().Order()] }
            : throw new RuleBroken($"Name the standards by their numbers, 1 to {known.Count} in the version of {named.Version}; leave careCertificate out where there are none.", "care-certificate-standard-unknown");
    }

    public static IReadOnlyList<CareCertificateStandard> StandardsOf(CareCertificateCoverage coverage)
        => [.. CareCertificateStandards.Of(coverage.Version).Where(standard => coverage.Standards.Contains(standard.Number))];
}
