using System.Text;

namespace Academy.AscWds.Tests;

/// <summary>Writes files as ASC-WDS and Excel write them, so that tests name only what differs.</summary>
internal static class Csv
{
    public static readonly DateOnly Today = new(2026, 11, 20);

    public const string Training8 = "LOCALESTID,UNIQUEWORKERID,CATEGORY,DESCRIPTION,DATECOMPLETED,EXPIRYDATE,ACCREDITED,NOTES";

    public const string Training12 = "LOCALESTID,UNIQUEWORKERID,CATEGORY,TRAININGNAME,ACCREDITED,WHODELIVERED,PROVIDERNAME,"
        + "HOWDELIVERED,VALIDITY,DATECOMPLETED,EXPIRYDATE,NOTES";

    public const string Workplace = "LOCALESTID,STATUS,ESTNAME,ADDRESS1,ADDRESS2,ADDRESS3,POSTTOWN,POSTCODE,ESTTYPE,OTHERTYPE,"
        + "PERMCQC,PERMLA,REGTYPE,PROVNUM,LOCATIONID,MAINSERVICE,ALLSERVICES,CAPACITY,UTILISATION,SERVICEDESC,SERVICEUSERS,"
        + "OTHERUSERDESC,DHA,DHAACTIVITIES,TOTALPERMTEMP,ALLJOBROLES,STARTERS,LEAVERS,VACANCIES,REASONS,REASONNOS,"
        + "REPEATTRAINING,CWPAWARE,CWPUSE,CWPUSEDESC,SICKPAY,PENSION,ACTUALCONT,OPTOUTPEN,HOLIDAY,SLEEPINS,SLEEPINPAY,"
        + "TRAVELTIME,TTDIFFRATE";

    public const string OldWorkplace = "LOCALESTID,STATUS,ESTNAME,ADDRESS1,ADDRESS2,ADDRESS3,POSTTOWN,POSTCODE,ESTTYPE,OTHERTYPE,"
        + "PERMCQC,PERMLA,SHARELA,REGTYPE,PROVNUM,LOCATIONID,MAINSERVICE,ALLSERVICES,CAPACITY,UTILISATION,SERVICEDESC,"
        + "SERVICEUSERS,OTHERUSERDESC,TOTALPERMTEMP,ALLJOBROLES,STARTERS,LEAVERS,VACANCIES,REASONS,REASONNOS";

    public const string Worker = "LOCALESTID,UNIQUEWORKERID,CHGUNIQUEWRKID,TRANSFERSTAFFRECORD,STATUS,DISPLAYID,NINUMBER,POSTCODE,"
        + "DOB,GENDER,ETHNICITY,NATIONALITY,BRITISHCITIZENSHIP,COUNTRYOFBIRTH,YEAROFENTRY,DISABLED,CARECERT,L2CARECERT,RECSOURCE,"
        + "HANDCVISA,INOUTUK,STARTDATE,STARTINSECT,DHA,APPRENTICE,EMPLSTATUS,ZEROHRCONT,DAYSSICK,SALARYINT,SALARY,HOURLYRATE,"
        + "MAINJOBROLE,MAINJRDESC,CONTHOURS,AVGHOURS,NMCREG,NURSESPEC,AMHP,SCQUAL,NONSCQUAL,CWPCATEGORY,QUALACH01,"
        + "QUALACH01NOTES,QUALACH02,QUALACH02NOTES,QUALACH03,QUALACH03NOTES";

    public const string OldWorker = "LOCALESTID,UNIQUEWORKERID,STATUS,DISPLAYID,FLUVAC,NINUMBER,POSTCODE,DOB,GENDER,ETHNICITY,"
        + "NATIONALITY,BRITISHCITIZENSHIP,COUNTRYOFBIRTH,YEAROFENTRY,DISABLED,CARECERT,RECSOURCE,STARTDATE,STARTINSECT,APPRENTICE,"
        + "EMPLSTATUS,ZEROHRCONT,DAYSSICK,SALARYINT,SALARY,HOURLYRATE,MAINJOBROLE,MAINJRDESC,CONTHOURS,AVGHOURS,OTHERJOBROLE,"
        + "OTHERJRDESC,NMCREG,NURSESPEC,AMHP,SCQUAL,NONSCQUAL,QUALACH01,QUALACH01NOTES";

    private static readonly Dictionary<string, string> Ordinary = new()
    {
        ["LOCALESTID"] = "Oak House",
        ["UNIQUEWORKERID"] = "W1",
        ["CATEGORY"] = "6",
        ["DATECOMPLETED"] = "14/05/2026",
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
    };

    public static string Row(string header, params (string Column, string Value)[] values) => string.Join(',', header.Split(',')
        .Select(column => Quote(values.FirstOrDefault(v => v.Column == column).Value ?? Ordinary.GetValueOrDefault(column, ""))));

    public static string Quote(string value, char separator = ',') =>
        value.AsSpan().ContainsAny($"\"\r\n{separator}") || value != value.Trim() ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    public static MemoryStream Stream(params string[] lines) => new(Encoding.UTF8.GetBytes(string.Join("\r\n", lines)));

    public static List<ParsedRow<TrainingRow>> Train(params string[] lines) => [.. TrainingFile.Read(Stream(lines), Today)];

    public static List<ParsedRow<WorkerRow>> Work(params string[] lines) => [.. WorkerFile.Read(Stream(lines), Today)];

    public static List<ParsedRow<WorkplaceRow>> Place(params string[] lines) => [.. WorkplaceFile.Read(Stream(lines))];

    public static ParsedRow<TrainingRow> OneTraining(params (string Column, string Value)[] values) =>
        Train(Training12, Row(Training12, values)).ShouldHaveSingleItem();

    public static ParsedRow<WorkerRow> OneWorker(params (string Column, string Value)[] values) =>
        Work(Worker, Row(Worker, values)).ShouldHaveSingleItem();

    public static ParsedRow<WorkplaceRow> OneWorkplace(params (string Column, string Value)[] values) =>
        Place(Workplace, Row(Workplace, values)).ShouldHaveSingleItem();
}
