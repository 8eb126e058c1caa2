using Academy.AscWds.Reading;

namespace Academy.AscWds;

/// <summary>
/// A bulk-upload file whose header has been read: which of the three it is, or why it is refused. The rows are read
/// once, as they are asked for, from a stream that may be read synchronously (an uploaded form file, a file).
/// </summary>
public sealed class BulkUploadFile
{
    private readonly DecodedLines lines;
    private CsvRecords? records;
    private Dictionary<string, int> columns = [];
    private int width;
    private int row;
    private bool handedOut;

    private BulkUploadFile(Stream stream) => lines = new(stream);

    public BulkUploadKind Kind { get; private set; }

    /// <summary>Why nothing of the file can be read; none when the header is as it should be.</summary>
    public RowProblem? Refusal { get; private set; }

    public static BulkUploadFile Open(Stream stream)
    {
        var file = new BulkUploadFile(stream);
        try
        {
            file.ReadHeader();
        }
        catch (LineTooLongException)
        {
            file.Refusal = Refusals.TooLong(1);
        }

        return file;
    }

    internal IEnumerable<ParsedRow<T>> Rows<T>(BulkUploadKind wanted, Func<Fields, T?> parse)
        where T : class
    {
        // The stream cannot be rewound: a second reading would look like a file without rows.
        if (handedOut)
        {
            throw new InvalidOperationException("The rows of a bulk-upload file can be read once. Open the file again.");
        }

        handedOut = true;
        if ((Refusal ?? (Kind == wanted ? null : Refusals.OtherKind(Kind, wanted))) is { } refusal)
        {
            yield return new(refusal.Row, null, [refusal]);
            yield break;
        }

        while (TryNext())
        {
            var values = records!.Values;
            if (values.Count < width || values.Skip(width).Any(value => !string.IsNullOrWhiteSpace(value)))
            {
                yield return new(row, null, [Refusals.Width(row, values.Count, width)]);
                continue;
            }

            var fields = new Fields(row, columns, values);
            var value = parse(fields);
            yield return new(row, fields.HasErrors ? null : value, fields.Problems);
        }

        if (Refusal is not null)
        {
            yield return new(Refusal.Row, null, [Refusal]);
        }
    }

    private void ReadHeader()
    {
        Refusal = Refusals.NotText(lines.Start());
        if (Refusal is not null)
        {
            return;
        }

        records = new(lines, Separator());
        if (!TryNext())
        {
            Refusal ??= Refusals.Empty();
            return;
        }

        var header = records.Values.Select(Normalise).ToList();
        header = [.. header.Take(header.FindLastIndex(name => name.Length > 0) + 1)];
        var layout = Layout.Of(header);
        Refusal = layout is null ? Refusals.NoHeader(row) : Refusals.Header(layout, header, row);
        if (Refusal is null)
        {
            Kind = layout!.Kind;
            width = header.Count;
            columns = header.Index().Where(column => layout.Uses(column.Item)).ToDictionary(c => c.Item, c => c.Index);
        }
    }

    /// <summary>What the first line that is not blank has more of; Excel writes semicolons in some countries.</summary>
    private char Separator()
    {
        while (lines.Next() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                lines.Unread(line);
                return line.Count(c => c == ';') > line.Count(c => c == ',') ? ';' : ',';
            }

            row++;
        }

        return ',';
    }

    private bool TryNext()
    {
        try
        {
            while (records!.Read())
            {
                row++;
                if (!records.IsBlank)
                {
                    return true;
                }
            }
        }
        catch (LineTooLongException)
        {
            Refusal = Refusals.TooLong(row + 1);
        }

        return false;
    }

    private static string Normalise(string name) => name.Trim().Trim('\uFEFF', '\u200B').ToUpperInvariant();
}
