using Academy.AscWds.Codes;
using Academy.AscWds.Reading;

namespace Academy.AscWds;

internal static class TrainingDetails
{
    public static DateOnly? CompletedOn(Fields fields, DateOnly today)
    {
        var completed = fields.Date("DATECOMPLETED", 1020);
        if (fields["DATECOMPLETED"].Length == 0)
        {
            fields.Error("DATECOMPLETED", 1020, "DATECOMPLETED is empty. Fill in the day the training was completed, as DD/MM/YYYY.");
        }
        else if (completed > today)
        {
            // Not worked with any further: the months of its validity may lead past the last day there is.
            fields.Error("DATECOMPLETED", 1020, "DATECOMPLETED is in the future. Send the row again when the training has been completed.");
            return null;
        }

        return completed;
    }

    public static DateOnly? ExpiresOn(Fields fields, DateOnly? completed, int? months, ref bool never)
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

    public static (int? Months, bool Never) Validity(Fields fields)
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

    public static TrainingCategory? Category(Fields fields)
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

    public static int? Provider(Fields fields, TrainingDeliverer? who)
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

    public static TEnum? Optional<TEnum>(Fields fields, string column, int code, string allowed)
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
