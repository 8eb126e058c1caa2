using Academy.AscWds.Codes;
using Academy.AscWds.Reading;

namespace Academy.AscWds;

/// <summary>STATUS: the five words both validators of SopraSteria-SFC take, in capitals or not.</summary>
internal static class Status
{
    public static RowStatus? Read(Fields fields, int code)
    {
        RowStatus? status = fields["STATUS"].ToUpperInvariant() switch
        {
            "NEW" => RowStatus.New,
            "UPDATE" => RowStatus.Update,
            "NOCHANGE" => RowStatus.NoChange,
            "UNCHECKED" => RowStatus.Unchecked,
            "DELETE" => RowStatus.Delete,
            _ => null,
        };

        if (status is null)
        {
            fields.Error("STATUS", code, "STATUS is not one of the words it may be. Enter NEW, UPDATE, NOCHANGE, UNCHECKED or DELETE.");
        }

        return status;
    }
}
