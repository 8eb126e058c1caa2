using System.IO.Compression;

namespace Academy.Passport.Credentials;

/// <summary>The bits of a status list (W3C Bitstring Status List 1.0): the first is the highest of the first byte; gzip, then multibase base64url.</summary>
internal static class StatusBits
{
    private const int MostBytes = 1_000_000;

    public static byte[] Of(IEnumerable<int> set)
    {
        var bits = new byte[StatusListId.Length / 8];
        foreach (var index in set)
        {
            bits[index / 8] |= (byte)(0x80 >> (index % 8));
        }

        return bits;
    }

    public static bool IsSet(byte[] bits, long index)
        => index / 8 < bits.Length ? (bits[index / 8] & (0x80 >> (int)(index % 8))) != 0 : throw new Refused("The status list is too short for this credential.");

    public static string Encode(byte[] bits)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bits);
        }

        return "u" + Base64Text.Of(packed.ToArray());
    }

    /// <summary>Refuses a list that is shorter than the standard's shortest, or grows beyond reason when it is unpacked.</summary>
    public static byte[] Decode(string encoded)
    {
        if (encoded is not ['u', ..])
        {
            throw new Refused("The status list is not base64url.");
        }

        try
        {
            using var gzip = new GZipStream(new MemoryStream(Base64Text.Read(encoded.AsSpan(1), "status list")), CompressionMode.Decompress);
            var bits = new byte[MostBytes + 1];
            var length = gzip.ReadAtLeast(bits, bits.Length, throwOnEndOfStream: false);
            return length is >= StatusListId.Length / 8 and <= MostBytes
                ? bits[..length]
                : throw new Refused("The status list is not of a length that is taken here.");
        }
        catch (InvalidDataException)
        {
            throw new Refused("The status list cannot be unpacked.");
        }
    }
}
