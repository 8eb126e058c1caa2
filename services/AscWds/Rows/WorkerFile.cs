using Academy.AscWds.Codes;
using Academy.AscWds.Reading;

namespace Academy.AscWds;

/// <summary>
/// The worker file. Rules: SopraSteria-SFC, lambdas/bulkUpload/classes/workerCSVValidator.js; the numbers of the problems
/// are our own. The national insurance number, home, gender, origin, health and pay are not read.
/// </summary>
public static class WorkerFile
{
    /// <summary>Rows as they are asked for; today is the day in Europe/London.</summary>
    public static IEnumerable<ParsedRow<WorkerRow>> Read(Stream stream, DateOnly today) =>
        Read(BulkUploadFile.Open(stream), today);

    /// <inheritdoc cref="Read(Stream, DateOnly)"/>
    public static IEnumerable<ParsedRow<WorkerRow>> Read(BulkUploadFile file, DateOnly today)
    {
        var seen = new FirstSeen();
        return file.Rows(BulkUploadKind.Worker, fields => Parse(fields, today, seen));
    }

    private static WorkerRow? Parse(Fields fields, DateOnly today, FirstSeen seen)
    {
        var workplace = fields.Identifier("LOCALESTID", 4010, required: true);
        var worker = fields.Identifier("UNIQUEWORKERID", 4020, required: true);
        var changed = fields.Identifier("CHGUNIQUEWRKID", 4030, required: false);
        var movesTo = fields.Identifier("TRANSFERSTAFFRECORD", 4040, required: false);
        var status = Status.Read(fields, 4050);
        if (workplace is null || worker is null || status is null)
        {
            return null;
        }

        RefuseRepeats(fields, seen, workplace, worker, changed);
        if (status == RowStatus.Delete)
        {
            return new(workplace, worker, changed, movesTo, RowStatus.Delete, null, null, null, null, null, null, null, null, null, null, []);
        }

        var displayId = fields.Identifier("DISPLAYID", 4060, required: true);
        var born = WorkerDetails.DateOfBirth(fields, today);
        var started = WorkerDetails.StartedOn(fields, today, born);
        var (level2, year) = WorkerCertificates.Level2CareCertificate(fields, today);
        return new(
            workplace,
            worker,
            changed,
            movesTo,
            status.Value,
            displayId,
            born,
            started,
            WorkerDetails.EmploymentStatus(fields),
            WorkerDetails.MainJobRole(fields),
            WorkerCertificates.CareCertificate(fields),
            level2,
            year,
            WorkerDetails.IsApprentice(fields),
            WorkerDetails.RoleCategory(fields),
            WorkerQualifications.Of(fields, today));
    }

    private static void RefuseRepeats(Fields fields, FirstSeen seen, string workplace, string worker, string? changed)
    {
        if (seen.Before(fields.Row, workplace, worker) is { } first)
        {
            fields.Error("UNIQUEWORKERID", 4900, $"Row {first} has the same UNIQUEWORKERID at the same workplace. Give each person their own, or remove one of the rows.");
        }

        if (changed is not null && seen.Before(fields.Row, workplace, changed) is { } other && other != fields.Row)
        {
            fields.Error("CHGUNIQUEWRKID", 4900, $"The reference in CHGUNIQUEWRKID is in use in row {other}. Choose another.");
        }
    }
}
