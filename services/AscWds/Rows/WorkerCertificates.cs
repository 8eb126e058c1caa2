using Academy.AscWds.Codes;
using Academy.AscWds.Reading;

namespace Academy.AscWds;

/// <summary>CARECERT and L2CARECERT: the same three answers, numbered differently.</summary>
internal static class WorkerCertificates
{
    private const int FirstLevel2Year = 2024;

    /// <summary>Here 2 is no and 3 is started; in L2CARECERT it is the other way round.</summary>
    public static CertificateProgress? CareCertificate(Fields fields)
    {
        CertificateProgress? progress = fields["CARECERT"] switch
        {
            "1" => CertificateProgress.Completed,
            "2" => CertificateProgress.NotStarted,
            "3" => CertificateProgress.Started,
            _ => null,
        };

        if (progress is null && fields["CARECERT"].Length > 0)
        {
            fields.Error("CARECERT", 4110, $"CARECERT{fields.Shown("CARECERT")} is not a code. Enter 1 (completed), 2 (no) or 3 (in progress).");
        }

        return progress;
    }

    /// <summary>Here 2 is started and 3 is no; 1 may be followed by the year, which cannot be before 2024.</summary>
    public static (CertificateProgress? Progress, int? Year) Level2CareCertificate(Fields fields, DateOnly today)
    {
        var (code, yearText) = CodeAndYear(fields["L2CARECERT"]);
        CertificateProgress? progress = code switch
        {
            "1" => CertificateProgress.Completed,
            "2" => CertificateProgress.Started,
            "3" => CertificateProgress.NotStarted,
            _ => null,
        };

        if (progress is null)
        {
            if (fields["L2CARECERT"].Length > 0)
            {
                fields.Error("L2CARECERT", 4120, "L2CARECERT is not a code. Enter 1 (completed) with the year, for example 1;2025, or 2 (started) or 3 (no).");
            }

            return default;
        }

        var year = Fields.Number(yearText);
        if (yearText.Length == 0 || (progress == CertificateProgress.Completed && year >= FirstLevel2Year && year <= today.Year))
        {
            return (progress, year);
        }

        fields.Warn("L2CARECERT", 4620, $"The year in L2CARECERT was left out. It goes with code 1 only and is from {FirstLevel2Year} to {today.Year}.");
        return (progress, null);
    }

    public static (string Code, string Year) CodeAndYear(string value) =>
        value.Split(';', 2, StringSplitOptions.TrimEntries) is [var code, var year] ? (code, year) : (value, "");
}
