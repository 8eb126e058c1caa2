using System.Text.RegularExpressions;
using Academy.AscWds.Codes;
using Academy.AscWds.Reading;

namespace Academy.AscWds;

/// <summary>
/// The workplace file. Rules: SopraSteria-SFC, workplaceCSVValidator.js; the numbers of the problems are our own.
/// </summary>
public static partial class WorkplaceFile
{
    /// <summary>Rows as they are asked for.</summary>
    public static IEnumerable<ParsedRow<WorkplaceRow>> Read(Stream stream) => Read(BulkUploadFile.Open(stream));

    /// <inheritdoc cref="Read(Stream)"/>
    public static IEnumerable<ParsedRow<WorkplaceRow>> Read(BulkUploadFile file)
    {
        var seen = new FirstSeen();
        return file.Rows(BulkUploadKind.Workplace, fields => Parse(fields, seen));
    }

    private static WorkplaceRow? Parse(Fields fields, FirstSeen seen)
    {
        var id = fields.Identifier("LOCALESTID", 3010, required: true);
        if (id is not null && seen.Before(fields.Row, id) is { } first)
        {
            fields.Error("LOCALESTID", 3900, $"This is the same LOCALESTID as in row {first}. Give each workplace its own, or remove one of the rows.");
        }

        var status = Status.Read(fields, 3020);
        if (status == RowStatus.Delete && id is not null)
        {
            return new(id, RowStatus.Delete, null, null, null, null, null, null);
        }

        var name = Name(fields);
        var postcode = Postcode(fields);
        var type = EmployerTypeOf(fields);
        var provider = CqcId(fields, "PROVNUM", 3070);
        var location = CqcId(fields, "LOCATIONID", 3080);
        if (location is null && fields["REGTYPE"] == "2" && fields["LOCATIONID"].Length == 0)
        {
            fields.Warn("LOCATIONID", 3580, "LOCATIONID is empty although REGTYPE 2 says the workplace is registered. Fill it in as the Care Quality Commission writes it.");
        }

        var service = Fields.Number(fields["MAINSERVICE"]);
        if (service is null)
        {
            fields.Warn("MAINSERVICE", 3590, "MAINSERVICE is not a number and was left out. Enter the code of the main service.");
        }

        return id is null || status is null
            ? null
            : new(id, status.Value, name, postcode, type, provider, location, service);
    }

    private static string? Name(Fields fields)
    {
        var name = fields.Text("ESTNAME", 120, 3030, 3530);
        if (name is null)
        {
            fields.Error("ESTNAME", 3030, "ESTNAME is empty. Fill in the name of the workplace.");
        }

        return name;
    }

    private static string? Postcode(Fields fields)
    {
        var postcode = fields["POSTCODE"].ToUpperInvariant();
        if (PostcodeFormat().IsMatch(postcode))
        {
            return postcode;
        }

        fields.Error("POSTCODE", 3040, "POSTCODE is not a postcode. Write it with a space before the last three characters, for example SG1 2AB.");
        return null;
    }

    private static EmployerType? EmployerTypeOf(Fields fields)
    {
        var type = fields.Code<EmployerType>("ESTTYPE");
        if (type is null)
        {
            fields.Error("ESTTYPE", 3050, $"ESTTYPE{fields.Shown("ESTTYPE")} is not a type of employer. Enter 1, 3, 6, 7 or 8.");
        }

        return type;
    }

    // ASC-WDS takes the first form only; hospital sites have the second.
    private static string? CqcId(Fields fields, string column, int code)
    {
        var id = fields[column].ToUpperInvariant();
        if (id.Length == 0)
        {
            return null;
        }

        if (CqcFormat().IsMatch(id))
        {
            return id;
        }

        fields.Error(column, code, $"{column} is not an identifier of the Care Quality Commission. Write it like 1-123456789; "
            + "format the column as Text if Excel changes it.");
        return null;
    }

    [GeneratedRegex("^[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PostcodeFormat();

    [GeneratedRegex("^([0-9]-[0-9]{8,12}|R[0-9A-Z]{2,5})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CqcFormat();
}
