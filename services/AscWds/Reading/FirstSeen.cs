using System.Security.Cryptography;
using System.Text;

namespace Academy.AscWds.Reading;

/// <summary>Remembers on which row a key was first: 16 bytes each, so that a long file stays small in memory.</summary>
internal sealed class FirstSeen
{
    private readonly Dictionary<UInt128, int> rows = [];

    /// <summary>The earlier row with the same key, if there is one. White space does not tell keys apart, as in ASC-WDS.</summary>
    public int? Before(int row, params string?[] key)
    {
        var text = string.Join('\n', key.Select(part => string.Concat((part ?? "").Where(c => !char.IsWhiteSpace(c)))));
        var hash = BitConverter.ToUInt128(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return rows.TryAdd(hash, row) ? null : rows[hash];
    }
}
