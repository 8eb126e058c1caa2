using System.Text;

namespace Academy.AscWds.Reading;

/// <summary>
/// Text of a CSV file line by line: UTF-8, and Windows-1252 for a line that is not valid UTF-8, because that is what
/// Excel writes for "CSV (Comma delimited)". Deciding per line needs neither a second pass nor the file in memory.
/// </summary>
internal sealed class DecodedLines(Stream stream)
{
    public const int LongestLine = 20_000;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private readonly byte[] buffer = new byte[16 * 1024];
    private readonly byte[] line = new byte[LongestLine * 4];
    private int next;
    private int filled = -1;
    private string? unread;

    /// <summary>The first bytes as they are, to tell a workbook from a text.</summary>
    public ReadOnlySpan<byte> Start()
    {
        if (filled < 0)
        {
            filled = stream.ReadAtLeast(buffer, 4, throwOnEndOfStream: false);
            next = buffer.AsSpan(0, filled).StartsWith("\uFEFF"u8) ? 3 : 0;
        }

        return buffer.AsSpan(0, filled);
    }

    /// <summary>The next line with its end (CRLF, LF or CR), or nothing after the last.</summary>
    public string? Next()
    {
        if (unread is not null)
        {
            (var again, unread) = (unread, null);
            return again;
        }

        Start();
        var length = 0;
        while (HasByte())
        {
            if (length == line.Length)
            {
                throw new LineTooLongException();
            }

            var current = line[length++] = buffer[next++];
            if (current == '\r' && HasByte() && buffer[next] == '\n')
            {
                continue;
            }

            if (current is (byte)'\n' or (byte)'\r')
            {
                break;
            }
        }

        var text = Decode(line.AsSpan(0, length));
        return length == 0 ? null : text.Length > LongestLine ? throw new LineTooLongException() : text;
    }

    public void Unread(string text) => unread = text;

    private bool HasByte()
    {
        if (next == filled && filled > 0)
        {
            next = 0;
            filled = stream.Read(buffer);
        }

        return next < filled;
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Windows1252.GetString(bytes);
        }
    }
}

/// <summary>A line, or a quoted value that runs over lines, longer than any row of these files can be.</summary>
internal sealed class LineTooLongException() : Exception("A line is longer than this kind of file can hold.");
