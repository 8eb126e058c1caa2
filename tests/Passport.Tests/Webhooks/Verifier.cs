using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Academy.Passport.Tests.Webhooks;

/// <summary>Checks a signed event as a receiver would: from RFC 9421 and the keys of did.json, with no code of ours.</summary>
internal static partial class Verifier
{
    public static bool Verifies(Received received, JsonElement did)
    {
        var digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(received.Body))}:";
        var input = Input().Match(received.Headers["Signature-Input"]);
        var signature = Signature().Match(received.Headers["Signature"]);
        if (received.Headers["Content-Digest"] != digest || !input.Success || !signature.Success)
        {
            return false;
        }

        var lines = Component().Matches(input.Groups["components"].Value).Select(component => component.Groups["name"].Value switch
        {
            "@method" => $"\"@method\": {received.Method}",
            "@target-uri" => $"\"@target-uri\": {received.Uri}",
            var header => $"\"{header}\": {received.Headers[header].Trim()}",
        });
        var text = string.Join('\n', lines.Append($"\"@signature-params\": {input.Groups["parameters"].Value}"));
        var key = did.GetProperty("verificationMethod").EnumerateArray().Single(method => method.GetProperty("id").GetString() == input.Groups["key"].Value).GetProperty("publicKeyJwk");
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url(key.GetProperty("x").GetString()!), Y = Base64Url(key.GetProperty("y").GetString()!) },
        });
        return ecdsa.VerifyData(
            Encoding.UTF8.GetBytes(text), Convert.FromBase64String(signature.Groups["value"].Value), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static byte[] Base64Url(string text) => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));

    [GeneratedRegex("""^academy=(?<parameters>\((?<components>[^)]*)\);created=\d+;keyid="(?<key>[^"]+)";alg="ecdsa-p256-sha256")$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Input();

    [GeneratedRegex("^academy=:(?<value>[^:]+):$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Signature();

    [GeneratedRegex("\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Component();
}
