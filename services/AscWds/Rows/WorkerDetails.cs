using Academy.AscWds.Codes;
using Academy.AscWds.Reading;

namespace Academy.AscWds;

internal static class WorkerDetails
{
    private const int YoungestWorker = 14;
    private const int OldestWorker = 100;

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
            return null;
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
}
