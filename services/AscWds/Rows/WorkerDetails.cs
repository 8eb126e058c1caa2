using Academy.AscWds.Codes;
using Academy.AscWds.Reading;

namespace Academy.AscWds;

internal static class WorkerDetails
{
    private const int YoungestWorker = 14;
    private const int OldestWorker = 100;
    private const int FirstLevel2Year = 2024;

    public static DateOnly? DateOfBirth(Fields fields, DateOnly today)
    {
        var born = fields.Date("DOB", 4070);
        if (fields["DOB"].Length == 0)
        {
            fields.Warn("DOB", 4570, "DOB is empty. Fill it in, so that the person can be told from others of the same name.");
        }
        else if (born > today.AddYears(-YoungestWorker) || born < today.AddYears(-OldestWorker))
        {
            fields.Error("DOB", 4070, "DOB makes the person younger than 14 or older than 100. Correct it.");
        }

        return born;
    }

    public static DateOnly? StartedOn(Fields fields, DateOnly today, DateOnly? born)
    {
        var started = fields.Date("STARTDATE", 4080);
        if (fields["STARTDATE"].Length == 0)
        {
            fields.Warn("STARTDATE", 4580, "STARTDATE is empty. Fill in the day the person started in this job.");
        }
        else if (started > today)
        {
            fields.Warn("STARTDATE", 4580, "STARTDATE is in the future and was left out. Send it again when the person has started.");
            return null;
        }
        else if (started < born?.AddYears(YoungestWorker))
        {
            fields.Warn("STARTDATE", 4580, "STARTDATE is before the person was 14 and was left out. Correct it, or DOB.");
            return null;
        }

        return started;
    }

    public static EmploymentStatus? EmploymentStatus(Fields fields)
    {
        var status = fields.Code<EmploymentStatus>("EMPLSTATUS");
        if (status is null)
        {
            fields.Error("EMPLSTATUS", 4090, $"EMPLSTATUS{fields.Shown("EMPLSTATUS")} is not a code. Enter 1 (permanent), 2 (temporary), "
                + "3 (bank or pool), 4 (agency), 5 (student), 6 (volunteer) or 7 (other).");
        }

        return status;
    }

    public static JobRole? MainJobRole(Fields fields)
    {
        if (Fields.Number(fields["MAINJOBROLE"]) is { } code && JobRoles.TryGet(code, out var role))
        {
            return role;
        }

        fields.Error("MAINJOBROLE", 4100, $"MAINJOBROLE{fields.Shown("MAINJOBROLE")} is not the number of a job role in use. Choose one from the ASC-WDS list.");
        return null;
    }

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

    public static bool? IsApprentice(Fields fields)
    {
        var value = fields["APPRENTICE"];
        if (value is not ("" or "1" or "2" or "999"))
        {
            fields.Warn("APPRENTICE", 4630, $"APPRENTICE{fields.Shown("APPRENTICE")} was left out. Enter 1 (yes), 2 (no) or 999 (not known).");
        }

        return value switch { "1" => true, "2" => false, _ => null };
    }

    public static RoleCategory? RoleCategory(Fields fields)
    {
        var category = fields.Code<RoleCategory>("CWPCATEGORY");
        if (category is null && fields["CWPCATEGORY"].Length > 0)
        {
            fields.Warn("CWPCATEGORY", 4640, $"CWPCATEGORY{fields.Shown("CWPCATEGORY")} was left out. Enter 1 to 7, 998 (none of these) or 999 (not known).");
        }

        return category;
    }

    public static (string Code, string Year) CodeAndYear(string value) =>
        value.Split(';', 2, StringSplitOptions.TrimEntries) is [var code, var year] ? (code, year) : (value, "");
}
