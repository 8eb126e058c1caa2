namespace Academy.Learner.Tests;

/// <summary>Writes files as ASC-WDS writes them, so that tests name only what differs.</summary>
internal static class Csv
{
    public const string Workplace = "LOCALESTID,STATUS,ESTNAME,ADDRESS1,ADDRESS2,ADDRESS3,POSTTOWN,POSTCODE,ESTTYPE,OTHERTYPE,"
        + "PERMCQC,PERMLA,REGTYPE,PROVNUM,LOCATIONID,MAINSERVICE,ALLSERVICES,CAPACITY,UTILISATION,SERVICEDESC,SERVICEUSERS,"
        + "OTHERUSERDESC,DHA,DHAACTIVITIES,TOTALPERMTEMP,ALLJOBROLES,STARTERS,LEAVERS,VACANCIES,REASONS,REASONNOS,"
        + "REPEATTRAINING,CWPAWARE,CWPUSE,CWPUSEDESC,SICKPAY,PENSION,ACTUALCONT,OPTOUTPEN,HOLIDAY,SLEEPINS,SLEEPINPAY,"
        + "TRAVELTIME,TTDIFFRATE";

    public const string Worker = "LOCALESTID,UNIQUEWORKERID,CHGUNIQUEWRKID,TRANSFERSTAFFRECORD,STATUS,DISPLAYID,NINUMBER,POSTCODE,"
        + "DOB,GENDER,ETHNICITY,NATIONALITY,BRITISHCITIZENSHIP,COUNTRYOFBIRTH,YEAROFENTRY,DISABLED,CARECERT,L2CARECERT,RECSOURCE,"
        + "HANDCVISA,INOUTUK,STARTDATE,STARTINSECT,DHA,APPRENTICE,EMPLSTATUS,ZEROHRCONT,DAYSSICK,SALARYINT,SALARY,HOURLYRATE,"
        + "MAINJOBROLE,MAINJRDESC,CONTHOURS,AVGHOURS,NMCREG,NURSESPEC,AMHP,SCQUAL,NONSCQUAL,CWPCATEGORY,QUALACH01,"
        + "QUALACH01NOTES,QUALACH02,QUALACH02NOTES,QUALACH03,QUALACH03NOTES";

    public const string OldWorker = "LOCALESTID,UNIQUEWORKERID,STATUS,DISPLAYID,FLUVAC,NINUMBER,POSTCODE,DOB,GENDER,ETHNICITY,"
        + "NATIONALITY,BRITISHCITIZENSHIP,COUNTRYOFBIRTH,YEAROFENTRY,DISABLED,CARECERT,RECSOURCE,STARTDATE,STARTINSECT,APPRENTICE,"
        + "EMPLSTATUS,ZEROHRCONT,DAYSSICK,SALARYINT,SALARY,HOURLYRATE,MAINJOBROLE,MAINJRDESC,CONTHOURS,AVGHOURS,OTHERJOBROLE,"
        + "OTHERJRDESC,NMCREG,NURSESPEC,AMHP,SCQUAL,NONSCQUAL,QUALACH01,QUALACH01NOTES";

    private static readonly Dictionary<string, string> Ordinary = new(StringComparer.Ordinal)
    {
        ["LOCALESTID"] = "Oak House",
        ["UNIQUEWORKERID"] = "W1",
        ["STATUS"] = "NEW",
        ["ESTNAME"] = "Oak House",
        ["POSTCODE"] = "SG1 2AB",
        ["ESTTYPE"] = "6",
        ["MAINSERVICE"] = "8",
        ["DISPLAYID"] = "Ma",
        ["DOB"] = "03/02/1990",
        ["STARTDATE"] = "01/09/2024",
        ["EMPLSTATUS"] = "1",
        ["MAINJOBROLE"] = "8",
        ["NINUMBER"] = "QQ123456C",
    };

    public static string Workers(params IReadOnlyList<string> rows) => string.Join("\r\n", rows.Prepend(Worker));

    public static string Workplaces(params IReadOnlyList<string> rows) => string.Join("\r\n", rows.Prepend(Workplace));

    public static string WorkerRow(params (string Column, string Value)[] values) => Row(Worker, values);

    public static string WorkplaceRow(params (string Column, string Value)[] values) => Row(Workplace, values);

    public static string Row(string header, params (string Column, string Value)[] values) => string.Join(',', header.Split(',')
        .Select(column => Quote(Array.Find(values, v => v.Column == column).Value ?? Ordinary.GetValueOrDefault(column, ""))));

    private static string Quote(string value)
        => value.AsSpan().ContainsAny("\",\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
