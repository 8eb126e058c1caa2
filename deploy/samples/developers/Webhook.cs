// Subscribes an address to what changes, asks for a ping, takes one event and verifies its signature (RFC 9421). .NET 10, nothing else:
//
//   ACADEMY=http://localhost:5000 CLIENT_ID=... CLIENT_SECRET=... PORT=8099 dotnet run Webhook.cs
//
// In production the address has to be https, on the public internet.
#:property PublishAot=false
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"Set {name}.");

using var academy = new HttpClient { BaseAddress = new Uri(Setting("ACADEMY")) };
var address = $"http://127.0.0.1:{Setting("PORT")}/events/";
using var listener = new HttpListener { Prefixes = { address } };
listener.Start();

var token = await Json(await academy.PostAsync("/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
{
    ["grant_type"] = "client_credentials",
    ["client_id"] = Setting("CLIENT_ID"),
    ["client_secret"] = Setting("CLIENT_SECRET"),
})));
academy.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["access_token"]!);

var types = new JsonArray("academy.passport.entry-recorded.v1", "academy.passport.entry-changed.v1", "academy.passport.entry-withdrawn.v1");
var webhook = await Post("/api/passport/v1/webhooks", new JsonObject { ["address"] = address, ["eventTypes"] = types });
await Post($"/api/passport/v1/webhooks/{webhook["webhookId"]}/ping", new JsonObject());

var context = await listener.GetContextAsync();
using var body = new MemoryStream();
await context.Request.InputStream.CopyToAsync(body);
var isGenuine = await Verifies(context.Request, body.ToArray());
context.Response.StatusCode = isGenuine ? 204 : 400;
context.Response.Close();

var said = JsonNode.Parse(body.ToArray())!;
Console.WriteLine($"event: {said["type"]} {said["id"]}");
Console.WriteLine($"signature: {(isGenuine ? "verified" : "NOT GENUINE")}");
return isGenuine ? 0 : 1;

// The digest is of the body; the signature is of method, address, digest and type, by a key of the Academy's did.json; and it is not old.
async Task<bool> Verifies(HttpListenerRequest request, byte[] content)
{
    var input = Regex.Match(request.Headers["Signature-Input"] ?? "", "^academy=(?<all>\\((?<covered>[^)]*)\\);created=(?<at>\\d+);keyid=\"(?<key>[^\"]+)\".*)$");
    var signature = Regex.Match(request.Headers["Signature"] ?? "", "^academy=:(?<value>[^:]+):$");
    var digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(content))}:";
    if (!input.Success || !signature.Success || request.Headers["Content-Digest"] != digest
        || input.Groups["covered"].Value != "\"@method\" \"@target-uri\" \"content-digest\" \"content-type\""
        || Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(input.Groups["at"].Value)) > 300)
    {
        return false;
    }

    var signed = string.Join('\n',
        $"\"@method\": {request.HttpMethod}",
        $"\"@target-uri\": {address}",
        $"\"content-digest\": {digest}",
        $"\"content-type\": {request.ContentType}",
        $"\"@signature-params\": {input.Groups["all"].Value}");
    var did = await Json(await academy.GetAsync("/.well-known/did.json"));
    var method = did["verificationMethod"]!.AsArray().FirstOrDefault(key => (string?)key!["id"] == input.Groups["key"].Value);
    if (method is null)
    {
        return false;
    }

    using var key = ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Base64Url((string)method["publicKeyJwk"]!["x"]!), Y = Base64Url((string)method["publicKeyJwk"]!["y"]!) },
    });
    return key.VerifyData(
        Encoding.ASCII.GetBytes(signed), Convert.FromBase64String(signature.Groups["value"].Value), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
}

async Task<JsonNode> Post(string path, JsonObject content)
{
    using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(content.ToJsonString(), Encoding.UTF8, "application/json") };
    request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
    return await Json(await academy.SendAsync(request));
}

static async Task<JsonNode> Json(HttpResponseMessage answer)
{
    var text = await answer.Content.ReadAsStringAsync();
    return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
}

static byte[] Base64Url(string text) => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));
