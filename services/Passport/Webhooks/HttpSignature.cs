using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Academy.Passport.Webhooks;

/// <summary>
/// HTTP Message Signatures (RFC 9421) with ES256 over method, address, Content-Digest (RFC 9530) and Content-Type, with the moment and the key.
/// </summary>
internal static class HttpSignature
{
    /// <summary>The signature's name in both headers.</summary>
    public const string Label = "academy";

    private const string Algorithm = "ecdsa-p256-sha256";

    public static string Digest(byte[] body) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:";

    /// <summary>The values of Signature-Input and Signature.</summary>
    public static (string Input, string Signature) Sign(string method, Uri address, string digest, string contentType, DateTimeOffset created, string kid, ECDsa key)
    {
        var parameters = string.Create(
            CultureInfo.InvariantCulture,
            $"(\"@method\" \"@target-uri\" \"content-digest\" \"content-type\");created={created.ToUnixTimeSeconds()};keyid=\"{kid}\";alg=\"{Algorithm}\"");
        var signed = key.SignData(
            Encoding.ASCII.GetBytes(Base(method, address, digest, contentType, parameters)), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return ($"{Label}={parameters}", $"{Label}=:{Convert.ToBase64String(signed)}:");
    }

    /// <summary>The signature base (RFC 9421, 2.5).</summary>
    private static string Base(string method, Uri address, string digest, string contentType, string parameters) => string.Join(
        '\n',
        $"\"@method\": {method}",
        $"\"@target-uri\": {address.AbsoluteUri}",
        $"\"content-digest\": {digest}",
        $"\"content-type\": {contentType}",
        $"\"@signature-params\": {parameters}");
}
