using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Academy.Passport.Credentials;

/// <summary>
/// A text signed with ES256 in its compact form (RFC 7515), read as narrowly as can be: one algorithm, the type that is asked for, the
/// key named by id. A header that brings a key, an address of one or anything else along is refused.
/// </summary>
/// <param name="Type">What its header says that it is.</param>
/// <param name="Kid">The key as a DID URL: the issuer, <c>#</c>, the key's name there.</param>
internal sealed record Jws(string Type, string Kid, byte[] SignedPart, byte[] Signature, byte[] Payload)
{
    public const int Longest = 262_144;

    /// <summary>A credential secured with JOSE (W3C VC-JOSE-COSE).</summary>
    public const string Credential = "vc+jwt";

    /// <summary>Several credentials presented together (W3C VC-JOSE-COSE).</summary>
    public const string Presentation = "vp+jwt";

    private const int Half = 32;
    private static readonly string[] HeaderMembers = ["alg", "typ", "kid", "cty"];

    /// <summary>The order of P-256 (FIPS 186): both halves of a signature are above zero and below it.</summary>
    private static readonly byte[] Order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    public string Issuer => Kid[..Kid.IndexOf('#', StringComparison.Ordinal)];

    /// <param name="types">Those that are taken here.</param>
    public static Jws Read(string text, params string[] types)
    {
        if (text.Length > Longest)
        {
            throw new Refused("It is longer than any credential that is taken here.");
        }

        if (text.Split('.') is not [var header, var payload, var signature] || header.Length == 0 || payload.Length == 0)
        {
            throw new Refused("It is not a signed credential: three parts with dots between them.");
        }

        var (type, kid) = ReadHeader(StrictJson.Read(Base64Text.Read(header, "header"), "header"), types);
        var signed = Base64Text.Read(signature, "signature");
        return IsInRange(signed)
            ? new Jws(type, kid, Encoding.ASCII.GetBytes(text[..(header.Length + 1 + payload.Length)]), signed, Base64Text.Read(payload, "content"))
            : throw new Refused("The signature is not one of ES256.");
    }

    public static string Sign(string type, string kid, string payload, ECDsa key)
        => SignContent(type, kid, Base64Text.Of(Encoding.UTF8.GetBytes(payload)), key);

    /// <summary>Signs what another key signed before, to the letter.</summary>
    public static string SignAnew(string type, string kid, string signed, ECDsa key) => SignContent(type, kid, signed.Split('.')[1], key);

    /// <summary>What was signed, if this key signed it.</summary>
    public JsonElement Open(ECDsa key)
        => key.VerifyData(SignedPart, Signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            ? StrictJson.Read(Payload, "content")
            : throw new Refused("The signature is not of this content: it was changed, or somebody else signed it.");

    private static string SignContent(string type, string kid, string content, ECDsa key)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", typ = type, kid });
        var signedPart = $"{Base64Text.Of(header)}.{content}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signedPart), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{signedPart}.{Base64Text.Of(signature)}";
    }

    private static (string Type, string Kid) ReadHeader(JsonElement header, string[] types)
    {
        var other = header.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !HeaderMembers.Contains(name, StringComparer.Ordinal));
        if (other is not null)
        {
            throw new Refused("The header holds more than algorithm, type and key id; nothing else is believed.");
        }

        if (header.Text("alg") != "ES256")
        {
            throw new Refused("It is not signed with ES256, the one algorithm that is taken.");
        }

        if (header.Text("typ") is not { } type || !types.Contains(type, StringComparer.Ordinal)
            || (header.Member("cty") is not null && header.Text("cty") != (type == Presentation ? "vp" : "vc")))
        {
            throw new Refused($"The header does not say that it is {types[0]}.");
        }

        return header.Text("kid") is { } kid && kid.Split('#') is [{ Length: > 0 }, { Length: > 0 }]
            ? (type, kid)
            : throw new Refused("The header does not name the key as a DID URL.");
    }

    private static bool IsInRange(byte[] signature)
    {
        return signature.Length == 2 * Half && IsBelowOrder(signature.AsSpan(0, Half)) && IsBelowOrder(signature.AsSpan(Half));

        static bool IsBelowOrder(ReadOnlySpan<byte> number) => number.ContainsAnyExcept((byte)0) && number.SequenceCompareTo(Order) < 0;
    }
}
