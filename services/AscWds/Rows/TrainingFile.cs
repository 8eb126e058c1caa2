using Academy.AscWds.Codes;
using Academy.AscWds.Reading;

namespace Academy.AscWds;

/// <summary>
/// One training a worker has done, from the 8-column file (DESCRIPTION) or the 12-column one (TRAININGNAME).
/// A provider code is there only when an external provider delivered the training.
/// </summary>
public sealed record TrainingRow(
    string LocalEstablishmentId,
    string UniqueWorkerId,
    TrainingCategory Category,
    string? Title,
    Accreditation? Accredited,
    TrainingDeliverer? WhoDelivered,
    int? ProviderCode,
    TrainingDelivery? HowDelivered,
    int? ValidityMonths,
    bool DoesNotExpire,
    DateOnly CompletedOn,
    DateOnly? ExpiresOn,
    string? Notes);

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
        var completed = CompletedOn(fields, today);
        var (months, never) = Validity(fields);
        var expires = ExpiresOn(fields, completed, months, ref never);
        var title = fields.Text(fields.Columns.Contains("TRAININGNAME") ? "TRAININGNAME" : "DESCRIPTION", 120, 1040, 2040);
        var category = Category(fields);
        var accredited = Optional<Accreditation>(fields, "ACCREDITED", 1060, "0 (no), 1 (yes) or 999 (not known)");
        var notes = fields.Text("NOTES", 1000, 1070, 2070);
        var who = Optional<TrainingDeliverer>(fields, "WHODELIVERED", 1080, "1 (in-house staff) or 2 (external provider)");
        var provider = Provider(fields, who);
        var how = Optional<TrainingDelivery>(fields, "HOWDELIVERED", 1100, "1 (face to face) or 2 (e-learning)");

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

    private static DateOnly? CompletedOn(Fields fields, DateOnly today)
    {
        var completed = fields.Date("DATECOMPLETED", 1020);
        if (fields["DATECOMPLETED"].Length == 0)
        {
            fields.Error("DATECOMPLETED", 1020, "DATECOMPLETED is empty. Fill in the day the training was completed, as DD/MM/YYYY.");
        }
        else if (completed > today)
        {
            fields.Error("DATECOMPLETED", 1020, "DATECOMPLETED is in the future. Send the row again when the training has been completed.");
        }

        return completed;
    }

    private static DateOnly? ExpiresOn(Fields fields, DateOnly? completed, int? months, ref bool never)
    {
        var worked = completed is { } from && months is { } length ? TrainingExpiry.After(from, length) : (DateOnly?)null;
        if (fields.Date("EXPIRYDATE", 1030) is not { } expires)
        {
            return worked;
        }

        if (expires <= completed)
        {
            fields.Error("EXPIRYDATE", 1030, "EXPIRYDATE must be after DATECOMPLETED. Correct one of the two dates.");
        }
        else if (never || (worked is not null && worked != expires))
        {
            fields.Warn("EXPIRYDATE", 2030, "EXPIRYDATE and VALIDITY do not agree. EXPIRYDATE was kept; correct VALIDITY if the date is right.");
        }

        never = false;
        return expires;
    }

    private static (int? Months, bool Never) Validity(Fields fields)
    {
        var value = fields["VALIDITY"];
        if (value.Length == 0 || value.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return (null, value.Length > 0);
        }

        if (Fields.Number(value) is { } months and >= 1 and <= 999)
        {
            return (months, false);
        }

        fields.Error("VALIDITY", 1110, "VALIDITY must be a whole number of months from 1 to 999, or the word none when the training does not expire.");
        return default;
    }

    private static TrainingCategory? Category(Fields fields)
    {
        if (Fields.Number(fields["CATEGORY"]) is { } code && TrainingCategories.TryGet(code, out var category))
        {
            return category;
        }

        fields.Error("CATEGORY", 1050, fields["CATEGORY"].Length == 0
            ? "CATEGORY is empty. Fill in the number of a training category."
            : $"CATEGORY{fields.Shown("CATEGORY")} is not the number of a training category. Choose one of those in use, 1 to 51.");
        return null;
    }

    private static int? Provider(Fields fields, TrainingDeliverer? who)
    {
        if (fields["PROVIDERNAME"].Length == 0)
        {
            return null;
        }

        if (who != TrainingDeliverer.ExternalProvider)
        {
            fields.Warn("PROVIDERNAME", 2090, "PROVIDERNAME was left out because WHODELIVERED is not 2. Enter 2 if an external provider delivered the training.");
            return null;
        }

        if (Fields.Number(fields["PROVIDERNAME"]) is { } code && TrainingProviders.TryGet(code, out _))
        {
            return code;
        }

        fields.Error("PROVIDERNAME", 1090, $"PROVIDERNAME{fields.Shown("PROVIDERNAME")} is not the number of a training provider. Use 999 for one that is not listed.");
        return null;
    }

    private static TEnum? Optional<TEnum>(Fields fields, string column, int code, string allowed)
        where TEnum : struct, Enum
    {
        var value = fields.Code<TEnum>(column);
        if (value is null && fields[column].Length > 0)
        {
            fields.Error(column, code, $"{column}{fields.Shown(column)} is not a code. Enter {allowed}, or leave it empty.");
        }

        return value;
    }
}
