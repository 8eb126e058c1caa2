using System.Buffers;
using System.Buffers.Text;

namespace Academy.Passport.Credentials;

/// <summary>base64url without padding (RFC 7515), of which there is exactly one text for the same bytes.</summary>
internal static class Base64Text
{
    public static string Of(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public static byte[] Read(ReadOnlySpan<char> text, string what)
    {
        // The framework takes blanks, padding and stray bits at the end; written again they are gone.
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        var isRead = Base64Url.DecodeFromChars(text, bytes, out _, out var length) == OperationStatus.Done;
        return isRead && text.SequenceEqual(Base64Url.EncodeToString(bytes.AsSpan(0, length)))
            ? bytes[..length]
            : throw new Refused($"The {what} is not base64url as it has to be written.");
    }
}
