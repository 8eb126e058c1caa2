using Academy.AscWds.Codes;
using Academy.AscWds.Reading;

namespace Academy.AscWds;

/// <summary>
/// The training file. Rules and codes: SopraSteria-SFC, lambdas/bulkUpload/classes/trainingCSVValidator.js, with two of our
/// own: a training without the day it was completed is refused, and so is a row that repeats an earlier one.
/// </summary>
public static class TrainingFile
{
    /// <summary>Rows as they are asked for; nothing can be completed after today, the day in Europe/London.</summary>
    public static IEnumerable<ParsedRow<TrainingRow>> Read(Stream stream, DateOnly today) =>
        Read(BulkUploadFile.Open(stream), today);

    /// <inheritdoc cref="Read(Stream, DateOnly)"/>
    public static IEnumerable<ParsedRow<TrainingRow>> Read(BulkUploadFile file, DateOnly today)
    {
        var seen = new FirstSeen();
        return file.Rows(BulkUploadKind.Training, fields => Parse(fields, today, seen));
    }

    private static TrainingRow? Parse(Fields fields, DateOnly today, FirstSeen seen)
    {
        var workplace = fields.Identifier("LOCALESTID", 1000, required: true);
        var worker = fields.Identifier("UNIQUEWORKERID", 1010, required: true);
        var completed = TrainingDetails.CompletedOn(fields, today);
        var (months, never) = TrainingDetails.Validity(fields);
        var expires = TrainingDetails.ExpiresOn(fields, completed, months, ref never);
        var title = fields.Text(fields.Columns.Contains("TRAININGNAME") ? "TRAININGNAME" : "DESCRIPTION", 120, 1040, 2040);
        var category = TrainingDetails.Category(fields);
        var accredited = TrainingDetails.Optional<Accreditation>(fields, "ACCREDITED", 1060, "0 (no), 1 (yes) or 999 (not known)");
        var notes = fields.Text("NOTES", 1000, 1070, 2070);
        var who = TrainingDetails.Optional<TrainingDeliverer>(fields, "WHODELIVERED", 1080, "1 (in-house staff) or 2 (external provider)");
        var provider = TrainingDetails.Provider(fields, who);
        var how = TrainingDetails.Optional<TrainingDelivery>(fields, "HOWDELIVERED", 1100, "1 (face to face) or 2 (e-learning)");

        if (fields.HasErrors || workplace is null || worker is null || category is null || completed is not { } day)
        {
            return null;
        }

        if (seen.Before(fields.Row, workplace, worker, $"{category.Code}", $"{day:O}", title) is { } first)
        {
            fields.Error("", 1900, $"This row says the same training as row {first}. Remove one of the two.");
            return null;
        }

        return new(workplace, worker, category, title, accredited, who, provider, how, months, never, day, expires, notes);
    }
}
