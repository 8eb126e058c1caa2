using System.Text;

namespace Academy.AscWds.Reading;

/// <summary>
/// Splits lines into values (RFC 4180), and takes what people send besides: a quote inside an unquoted value, or one that
/// is never closed. A library would do but for three things: the limit on a record, the row number, the encoding by line.
/// </summary>
internal sealed class CsvRecords(DecodedLines lines, char separator)
{
    private readonly List<string> values = [];
    private readonly StringBuilder value = new();

    public IReadOnlyList<string> Values => values;

    public bool IsBlank => values.TrueForAll(string.IsNullOrWhiteSpace);

    public bool Read()
    {
        values.Clear();
        if (lines.Next() is not { } text)
        {
            return false;
        }

        var length = text.Length;
        var quoted = Split(text, quoted: false);
        while (quoted && lines.Next() is { } more)
        {
            length += more.Length;
            if (length > DecodedLines.LongestLine)
            {
                throw new LineTooLongException();
            }

            quoted = Split(more, quoted);
        }

        EndValue();
        return true;
    }

    /// <summary>True when the text ends inside quotes, so that the record goes on in the next line.</summary>
    private bool Split(string text, bool quoted)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var current = text[at];
            if (quoted && current == '"')
            {
                quoted = at + 1 < text.Length && text[at + 1] == '"';
                if (quoted)
                {
                    value.Append(text[at++]);
                }
            }
            else if (quoted)
            {
                value.Append(current);
            }
            else if (current == '"' && value.Length == 0)
            {
                quoted = true;
            }
            else if (current == separator)
            {
                EndValue();
            }
            else if (current is not ('\r' or '\n'))
            {
                value.Append(current);
            }
        }

        return quoted;
    }

    private void EndValue()
    {
        values.Add(value.ToString());
        value.Clear();
    }
}
