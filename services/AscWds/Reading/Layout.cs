using System.Text.RegularExpressions;

namespace Academy.AscWds.Reading;

/// <summary>
/// The columns of each file. ASC-WDS compares the header as a whole and has changed it about once a year; here columns
/// are found by name, so files of every year are read. Source of the names: SopraSteria-SFC, the header lists under
/// backend/server/routes/establishments/bulkUpload/data and their earlier versions.
/// </summary>
internal sealed partial class Layout(BulkUploadKind kind, string[] needed, string[] used, string[] passedOver)
{
    public static readonly Layout Workplace = new(
        BulkUploadKind.Workplace,
        ["LOCALESTID", "STATUS", "ESTNAME", "POSTCODE", "ESTTYPE", "PROVNUM", "LOCATIONID", "MAINSERVICE"],
        ["REGTYPE"],
        [
            "ADDRESS1", "ADDRESS2", "ADDRESS3", "POSTTOWN", "OTHERTYPE", "PERMCQC", "PERMLA", "SHARELA", "ALLSERVICES",
            "CAPACITY", "UTILISATION", "SERVICEDESC", "SERVICEUSERS", "OTHERUSERDESC", "DHA", "DHAACTIVITIES",
            "TOTALPERMTEMP", "ALLJOBROLES", "STARTERS", "LEAVERS", "VACANCIES", "REASONS", "REASONNOS", "ADVERTISING",
            "INTERVIEWS", "REPEATTRAINING", "ACCEPTCARECERT", "CWPAWARE", "CWPUSE", "CWPUSEDESC", "BENEFITS", "SICKPAY",
            "PENSION", "ACTUALCONT", "OPTOUTPEN", "HOLIDAY", "SLEEPINS", "SLEEPINPAY", "TRAVELTIME", "TTDIFFRATE",
        ]);

    // No rule can ask for a column that is passed over: identity numbers, health, origin, home, pay.
    public static readonly Layout Worker = new(
        BulkUploadKind.Worker,
        ["LOCALESTID", "UNIQUEWORKERID", "STATUS", "DISPLAYID", "DOB", "STARTDATE", "EMPLSTATUS", "MAINJOBROLE"],
        ["CHGUNIQUEWRKID", "TRANSFERSTAFFRECORD", "CARECERT", "L2CARECERT", "APPRENTICE", "CWPCATEGORY"],
        [
            "NINUMBER", "POSTCODE", "GENDER", "ETHNICITY", "NATIONALITY", "BRITISHCITIZENSHIP", "COUNTRYOFBIRTH",
            "YEAROFENTRY", "DISABLED", "FLUVAC", "RECSOURCE", "HANDCVISA", "INOUTUK", "STARTINSECT", "DHA", "ZEROHRCONT",
            "DAYSSICK", "SALARYINT", "SALARY", "HOURLYRATE", "MAINJRDESC", "CONTHOURS", "AVGHOURS", "OTHERJOBROLE",
            "OTHERJRDESC", "NMCREG", "NURSESPEC", "AMHP", "SCQUAL", "NONSCQUAL",
        ]);

    public static readonly Layout Training = new(
        BulkUploadKind.Training,
        ["LOCALESTID", "UNIQUEWORKERID", "CATEGORY", "DATECOMPLETED", "EXPIRYDATE", "ACCREDITED", "NOTES"],
        ["TRAININGNAME", "DESCRIPTION", "WHODELIVERED", "PROVIDERNAME", "HOWDELIVERED", "VALIDITY"],
        ["TRAININGUID"]);

    public BulkUploadKind Kind => kind;

    /// <summary>The layout whose telling columns are there, however incomplete the header is otherwise.</summary>
    public static Layout? Of(IReadOnlyCollection<string> header) =>
        !header.Contains("LOCALESTID") ? null
        : header.Contains("ESTNAME") ? Workplace
        : !header.Contains("UNIQUEWORKERID") ? null
        : header.Contains("CATEGORY") ? Training
        : header.Contains("STATUS") ? Worker
        : null;

    public IEnumerable<string> Missing(IReadOnlyCollection<string> header)
    {
        var missing = needed.Where(column => !header.Contains(column));
        return kind == BulkUploadKind.Training && !header.Contains("TRAININGNAME") && !header.Contains("DESCRIPTION")
            ? missing.Append("TRAININGNAME")
            : missing;
    }

    public bool Knows(string column) => Uses(column) || passedOver.Contains(column);

    public bool Uses(string column) => needed.Contains(column) || used.Contains(column)
        || (kind == BulkUploadKind.Worker && QualificationColumn().IsMatch(column));

    [GeneratedRegex("^QUALACH[0-9]{2,3}(NOTES)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QualificationColumn();
}
