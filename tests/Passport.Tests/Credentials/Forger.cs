using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Academy.Passport.Tests.Credentials;

/// <summary>What a forger has: good credentials, the public key, keys of their own.</summary>
internal sealed class Forger(string good, string other, string endorsement, string statusList, string accessToken, ECDsa issuersKey)
{
    public const string Did = "did:web:academy.test";

    private static readonly ECDsa Own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly ECDsa Own384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private static readonly ECDsa Own521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);
    private static readonly RSA OwnRsa = RSA.Create(2048);
    private static readonly byte[] Order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    private readonly string _good = good;
    private readonly string _other = other;
    private readonly string[] _endorsement = endorsement.Split('.');
    private readonly string _statusList = statusList;
    private readonly string _accessToken = accessToken;
    private readonly ECDsa _issuersKey = issuersKey;
    private readonly string[] _parts = good.Split('.');

    public static IReadOnlyDictionary<string, Func<Forger, string>> All { get; } = new Dictionary<string, Func<Forger, string>>(StringComparer.Ordinal)
    {
        // Other algorithms.
        ["alg none, no signature"] = f => f.Unsigned("none"),
        ["alg none, the signature left"] = f => f.Unsigned("none") + f._parts[2],
        ["alg None"] = f => f.Unsigned("None"),
        ["alg NONE"] = f => f.Unsigned("NONE"),
        ["alg nOnE"] = f => f.Unsigned("nOnE"),
        ["HS256 with the public key as PEM"] = f => f.Hmac("HS256", Encoding.ASCII.GetBytes(f._issuersKey.ExportSubjectPublicKeyInfoPem())),
        ["HS256 with the public key as DER"] = f => f.Hmac("HS256", f._issuersKey.ExportSubjectPublicKeyInfo()),
        ["HS256 with x of the public key"] = f => f.Hmac("HS256", f.Point.X!),
        ["HS256 with an empty secret"] = f => f.Hmac("HS256", []),
        ["HS256 under the name ES256"] = f => f.Hmac("ES256", f._issuersKey.ExportSubjectPublicKeyInfo()),
        ["RS256"] = f => Made(f.Header("RS256"), f._parts[1], part => OwnRsa.SignData(part, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
        ["ES384"] = f => Made(f.Header("ES384"), f._parts[1], part => Own384.SignData(part, HashAlgorithmName.SHA384)),
        ["ES512"] = f => Made(f.Header("ES512"), f._parts[1], part => Own521.SignData(part, HashAlgorithmName.SHA512)),
        ["a signature of P-384 under the name ES256"] = f => Made(f._parts[0], f._parts[1], part => Own384.SignData(part, HashAlgorithmName.SHA256)),
        ["half a signature of P-521 under the name ES256"] = f => Made(f._parts[0], f._parts[1], part => Own521.SignData(part, HashAlgorithmName.SHA256)[..64]),
        ["ES256K"] = f => f.Signed(f.Header("ES256K")),
        ["EdDSA"] = f => f.Signed(f.Header("EdDSA")),
        ["alg in small letters"] = f => f.Signed(f.Header("es256")),
        ["alg missing"] = f => f.Signed(Credentialing.Encode("""{"typ":"vc+jwt","kid":"KID"}""".Replace("KID", f.Kid, StringComparison.Ordinal))),
        ["alg null"] = f => f.Signed(f.RawHeader("\"alg\":null")),
        ["alg a list"] = f => f.Signed(f.RawHeader("\"alg\":[\"ES256\"]")),

        // What a header brings along.
        ["jwk of the forger"] = f => f.Signed(f.With("jwk", JsonSerializer.Serialize(Jwk(Own)))),
        ["jku of the forger"] = f => f.Signed(f.With("jku", "\"https://forger.example/jwks.json\"")),
        ["x5u of the forger"] = f => f.Signed(f.With("x5u", "\"https://forger.example/chain.pem\"")),
        ["x5c of the forger"] = f => f.Signed(f.With("x5c", $"[\"{Convert.ToBase64String(Own.ExportSubjectPublicKeyInfo())}\"]")),
        ["x5t of the forger"] = f => f.Signed(f.With("x5t#S256", "\"AAAA\"")),
        ["crit of a made up member"] = f => f.Signed(f.With("crit", "[\"exp\"]")),
        ["crit empty"] = f => f.Signed(f.With("crit", "[]")),
        ["b64 false"] = f => f.Signed(f.With("b64", "false")),
        ["b64 false and crit"] = f => f.Signed(f.With("b64", "false,\"crit\":[\"b64\"]")),
        ["zip"] = f => f.Signed(f.With("zip", "\"DEF\"")),
        ["enc"] = f => f.Signed(f.With("enc", "\"A256GCM\"")),
        ["a header from outside: good signature, one member more"] = f => $"{f.With("iss", "\"x\"")}.{f._parts[1]}.{f._parts[2]}",

        // The name of the key.
        ["kid of the forger's own DID"] = f => f.Signed(KidHeader("did:web:forger.example#key")),
        ["kid with the key in it (did:jwk)"] = f => f.Signed(KidHeader($"did:jwk:{Credentialing.Encode(JsonSerializer.Serialize(Jwk(Own)))}#0")),
        ["kid with the key in it (did:key)"] = f => f.Signed(KidHeader("did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv#zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv")),
        ["kid of the issuer, a key it never had"] = f => f.Signed(KidHeader($"{Did}#{new string('A', 43)}")),
        ["kid of this machine"] = f => f.Signed(KidHeader("did:web:localhost%3A5000#key")),
        ["kid a path"] = f => f.Signed(KidHeader($"{Did}#../../../../dev/null")),
        ["kid a query of a database"] = f => f.Signed(KidHeader($"{Did}#' OR '1'='1")),
        ["kid an address"] = f => f.Signed(KidHeader("https://forger.example/key.json#key")),
        ["kid without the DID"] = f => f.Signed(KidHeader(f.Kid.Split('#')[1])),
        ["kid with two fragments"] = f => f.Signed(KidHeader(f.Kid + "#again")),
        ["kid with a query"] = f => f.Signed(KidHeader(f.Kid.Replace("#", "?service=x#", StringComparison.Ordinal))),
        ["kid in capitals"] = f => f.Signed(KidHeader(f.Kid.ToUpperInvariant())),
        ["kid with a blank"] = f => f.Signed(KidHeader(f.Kid + " ")),
        ["kid with NUL"] = f => f.Signed(KidHeader(f.Kid + "\\u0000")),
        ["kid empty"] = f => f.Signed(KidHeader("")),
        ["kid missing"] = f => f.Signed(Credentialing.Encode("""{"alg":"ES256","typ":"vc+jwt"}""")),
        ["kid a number"] = f => f.Signed(Credentialing.Encode("""{"alg":"ES256","typ":"vc+jwt","kid":1}""")),

        // The type.
        ["typ JWT"] = f => f.Signed(f.TypeHeader("JWT")),
        ["typ of an access token"] = f => f.Signed(f.TypeHeader("at+jwt")),
        ["typ of a presentation"] = f => f.Signed(f.TypeHeader("vp+jwt")),
        ["typ in capitals"] = f => f.Signed(f.TypeHeader("VC+JWT")),
        ["typ missing"] = f => f.Signed(Credentialing.Encode("""{"alg":"ES256","kid":"KID"}""".Replace("KID", f.Kid, StringComparison.Ordinal))),
        ["cty of a nested token"] = f => f.Signed(f.With("cty", "\"JWT\"")),
        ["an access token"] = f => f._accessToken,
        ["a status list in the place of a credential"] = f => f._statusList,

        // JSON that readers take differently.
        ["alg twice"] = f => f.Signed(f.RawHeader("\"alg\":\"none\",\"alg\":\"ES256\"")),
        ["alg twice, once escaped"] = f => f.Signed(f.RawHeader("\"\\u0061lg\":\"none\",\"alg\":\"ES256\"")),
        ["kid twice"] = f => f.Signed(f.With("kid", "\"did:web:forger.example#key\"")),
        ["a member of the content twice"] = f => f.Repacked(text => text.Insert(1, "\"issuer\":\"did:web:forger.example\",")),
        ["a header that is a list"] = f => f.Signed(Credentialing.Encode("[\"ES256\"]")),
        ["a header with something after it"] = f => f.Signed(Credentialing.Encode(Text(f._parts[0]) + "{}")),
        ["a header with a comment"] = f => f.Signed(Credentialing.Encode("/**/" + Text(f._parts[0]))),
        ["a header with a byte order mark"] = f => f.Signed(Credentialing.Encode("\uFEFF" + Text(f._parts[0]))),
        ["a header that is not UTF-8"] = f => f.Signed(Base64(Encoding.Latin1.GetBytes(Text(f._parts[0]).Replace("vc+jwt", "vc+jw\u00ff", StringComparison.Ordinal)))),
        ["a header a thousand levels deep"] = f => f.Signed(Credentialing.Encode(new string('[', 1_000) + new string(']', 1_000))),
        ["half a surrogate pair"] = f => f.Signed(KidHeader(f.Kid + "\\ud800")),

        // The signature.
        ["r and s zero"] = f => f.SignedBy(new byte[64]),
        ["r zero"] = f => f.SignedBy([.. new byte[32], .. f.Signature[32..]]),
        ["s zero"] = f => f.SignedBy([.. f.Signature[..32], .. new byte[32]]),
        ["r and s the order of the curve"] = f => f.SignedBy([.. Order, .. Order]),
        ["r above the order"] = f => f.SignedBy([.. Enumerable.Repeat((byte)0xff, 32), .. f.Signature[32..]]),
        ["r and s one"] = f => f.SignedBy([.. One(), .. One()]),
        ["r and s exchanged"] = f => f.SignedBy([.. f.Signature[32..], .. f.Signature[..32]]),
        ["a signature as DER"] = f => Made(f._parts[0], f._parts[1], part => f._issuersKey.SignData(part, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
        ["a signature over SHA-384"] = f => Made(f._parts[0], f._parts[1], part => f._issuersKey.SignData(part, HashAlgorithmName.SHA384)),
        ["a signature over the content alone"] = f => f.SignedBy(f._issuersKey.SignData(Encoding.ASCII.GetBytes(f._parts[1]), HashAlgorithmName.SHA256)),
        ["a signature cut short"] = f => f.SignedBy(f.Signature[..63]),
        ["a signature with a byte more"] = f => f.SignedBy([.. f.Signature, 0]),
        ["a signature with a byte before"] = f => f.SignedBy([0, .. f.Signature]),
        ["no signature"] = f => $"{f._parts[0]}.{f._parts[1]}.",
        ["the forger's signature"] = f => f.Signed(f._parts[0]),
        ["the signature of another credential"] = f => $"{f._parts[0]}.{f._parts[1]}.{f._other.Split('.')[2]}",
        ["the content of another credential"] = f => $"{f._parts[0]}.{f._other.Split('.')[1]}.{f._parts[2]}",

        // The text.
        ["padding"] = f => f._good + "==",
        ["stray bits at the end of the signature"] = f => f._good[..^1] + Stray(f._good[^1]),
        ["letters of plain base64"] = f => $"{f._parts[0]}.{f._parts[1]}.{Convert.ToBase64String(f.Signature).TrimEnd('=')}+/",
        ["a blank at the end"] = f => f._good + " ",
        ["a blank before"] = f => " " + f._good,
        ["a new line inside"] = f => f._good.Insert(f._good.Length - 10, "\n"),
        ["a new line after a dot"] = f => f._good.Insert(f._parts[0].Length + 1, "\r\n"),
        ["NUL at the end"] = f => f._good + "\0",
        ["a dot more"] = f => f._good + ".",
        ["five parts, as of an encrypted token"] = f => f._good + ".AAAA.AAAA",
        ["two parts"] = f => $"{f._parts[0]}.{f._parts[1]}",
        ["another dot"] = f => f._good.Replace('.', '\u3002'),
        ["JSON in place of the compact form"] = f => JsonSerializer.Serialize(new { @protected = f._parts[0], payload = f._parts[1], signature = f._parts[2] }),
        ["a selective disclosure"] = f => f._good + "~",
        ["twice"] = f => f._good + f._good,
        ["cut in the middle"] = f => f._good[..(f._good.Length / 2)],
        ["nothing but dots"] = _ => "..",

        // The content.
        ["another place in the status list"] = f => f.Changed(c => c["credentialStatus"]![0]!["statusListIndex"] = "7"),
        ["the list of another purpose"] = f => f.Changed(c => c["credentialStatus"]![0]!["statusPurpose"] = "suspension"),
        ["the list of somebody else"] = f => f.Changed(c => c["credentialStatus"]![0]!["statusListCredential"] = "https://forger.example/1"),
        ["no status"] = f => f.Changed(c => c.Remove("credentialStatus")),
        ["valid for longer"] = f => f.Changed(c => c["validUntil"] = "2099-12-31T23:59:59Z"),
        ["without an end"] = f => f.Changed(c => c.Remove("validUntil")),
        ["another title"] = f => f.Changed(c => c["credentialSubject"]!["achievement"]!["name"] = "Brain surgery"),
        ["another person"] = f => f.Changed(c => c["credentialSubject"]!["identifier"]![0]!["identityHash"] = $"sha256${new string('0', 64)}"),
        ["another trainer"] = f => f.Changed(c => c["credentialSubject"]!["kitemark"]!["links"]![2]!["name"] = "Somebody Else"),
        ["another issuer"] = f => f.Changed(c => c["issuer"]!["id"] = "did:web:forger.example"),
        // Endorsements.
        ["the content of an endorsement"] = f => $"{f._parts[0]}.{f._endorsement[1]}.{f._parts[2]}",
        ["the signature of an endorsement"] = f => $"{f._parts[0]}.{f._parts[1]}.{f._endorsement[2]}",
        ["an endorsement of the forger's"] = f => Made(f._endorsement[0], f._endorsement[1], part => Own.SignData(part, HashAlgorithmName.SHA256)),
        ["an endorsement of another subject"] = f => f.Endorsed(c => c["credentialSubject"]!["id"] = $"urn:uuid:{Guid.Empty}"),
        ["an endorsement for longer"] = f => f.Endorsed(c => c["credentialSubject"]!["kitemark"]!["until"] = "2099-12-31"),
        ["an endorsement under the type of a badge"] = f => f.Endorsed(c => c["type"]![1] = "OpenBadgeCredential"),
        ["an endorsement without a status"] = f => f.Endorsed(c => c.Remove("credentialStatus")),

        ["blanks in the content"] = f => f.Repacked(text => text.Insert(1, " ")),
    };

    private string Kid => JsonSerializer.Deserialize<JsonElement>(Text(_parts[0])).GetProperty("kid").GetString()!;

    private byte[] Signature => System.Buffers.Text.Base64Url.DecodeFromChars(_parts[2]);

    private ECPoint Point => _issuersKey.ExportParameters(includePrivateParameters: false).Q;

    private static string Text(string part) => Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part));

    private static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static byte[] One() => [.. new byte[31], 1];

    /// <summary>The next letter: it differs in the bits that mean nothing.</summary>
    private static char Stray(char last)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return letters[letters.IndexOf(last, StringComparison.Ordinal) ^ 1];
    }

    private static object Jwk(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new { kty = "EC", crv = "P-256", x = Base64(point.X!), y = Base64(point.Y!) };
    }

    private string Header(string alg) => RawHeader($"\"alg\":\"{alg}\"");

    private string RawHeader(string alg) => Credentialing.Encode($$"""{{{alg}},"typ":"vc+jwt","kid":"{{Kid}}"}""");

    private static string KidHeader(string kid) => Credentialing.Encode($$"""{"alg":"ES256","typ":"vc+jwt","kid":"{{kid}}"}""");

    private string TypeHeader(string type) => Credentialing.Encode($$"""{"alg":"ES256","typ":"{{type}}","kid":"{{Kid}}"}""");

    private string With(string member, string json) => Credentialing.Encode(Text(_parts[0]).Insert(Text(_parts[0]).Length - 1, $",\"{member}\":{json}"));

    private string Unsigned(string alg) => $"{Header(alg)}.{_parts[1]}.";

    private string Hmac(string alg, byte[] secret) => Made(Header(alg), _parts[1], part => HMACSHA256.HashData(secret, part));

    /// <summary>Under the forger's own key, the content left as it is.</summary>
    private string Signed(string header) => Made(header, _parts[1], part => Own.SignData(part, HashAlgorithmName.SHA256));

    private string SignedBy(byte[] signature) => $"{_parts[0]}.{_parts[1]}.{Base64(signature)}";

    private static string Made(string header, string payload, Func<byte[], byte[]> sign) => $"{header}.{payload}.{Base64(sign(Encoding.ASCII.GetBytes($"{header}.{payload}")))}";

    /// <summary>Other content under the good signature.</summary>
    private string Repacked(Func<string, string> change) => $"{_parts[0]}.{Credentialing.Encode(change(Text(_parts[1])))}.{_parts[2]}";

    private string Changed(Action<JsonObject> change) => Repacked(text => Changed(text, change));

    private string Endorsed(Action<JsonObject> change)
        => $"{_endorsement[0]}.{Credentialing.Encode(Changed(Text(_endorsement[1]), change))}.{_endorsement[2]}";

    private static string Changed(string text, Action<JsonObject> change)
    {
        var content = JsonNode.Parse(text)!.AsObject();
        change(content);
        return content.ToJsonString();
    }
}
