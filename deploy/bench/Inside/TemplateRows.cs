using System.Text.RegularExpressions;
using Npgsql;

namespace Academy.Inside;

/// <summary>A person's rows in one table, in the text form of COPY, cut up where they say who the person is.</summary>
internal sealed class TemplateRows(IReadOnlyList<(string Text, int Value)> pieces)
{
    public static async Task<TemplateRows> Read(NpgsqlConnection connection, string table, string owner, TemplatePerson person)
    {
        using var source = await connection.BeginTextExportAsync($"COPY (SELECT * FROM {table} WHERE {owner} = '{person.LearnerId}') TO STDOUT");
        var text = await source.ReadToEndAsync();
        var (pieces, from) = (new List<(string, int)>(), 0);
        foreach (Match found in person.Values.Matches(text))
        {
            pieces.Add((text[from..found.Index], person.IndexOf(found.Value)));
            from = found.Index + found.Length;
        }

        pieces.Add((text[from..], -1));
        return new TemplateRows(pieces);
    }

    public void Write(TextWriter target, string[] values)
    {
        foreach (var (text, value) in pieces)
        {
            target.Write(text);
            if (value >= 0)
            {
                target.Write(values[value]);
            }
        }
    }
}
