using System.Text.Json;
using System.Text.Json.Nodes;

namespace Academy.Passport.Credentials;

/// <summary>
/// Several credentials presented together, as a verifiable presentation of the W3C data model 2.0: each goes in as it was signed
/// (<c>EnvelopedVerifiableCredential</c>). The Academy signs it for the learner, who has no key of their own. It is no credential: nothing in it
/// counts for more than by itself, so it is not kept and needs no place in the status lists.
/// </summary>
/// <param name="Credentials">Each as a compact JWS.</param>
internal sealed record Presentation(JsonElement Json, string Issuer, IReadOnlyList<string> Credentials, DateTimeOffset From, DateTimeOffset Until)
{
    public const int MostCredentials = 40;

    private const string Envelope = "data:application/vc+jwt,";

    /// <summary>For what is around a credential in a presentation, and around all of them.</summary>
    private const int Around = 200;

    /// <summary>A presentation is made to be shown now.</summary>
    private static readonly TimeSpan Valid = TimeSpan.FromHours(24);

    public static JsonObject Of(IEnumerable<string> credentials, DateTimeOffset now, CredentialIssuer issuer) => new()
    {
        ["@context"] = new JsonArray(OpenBadge.VerifiableCredentials),
        ["id"] = OpenBadge.Urn(Guid.CreateVersion7(now)),
        ["type"] = new JsonArray("VerifiablePresentation"),
        ["verifiableCredential"] = new JsonArray([.. credentials.Select(credential => new JsonObject
        {
            ["@context"] = new JsonArray(OpenBadge.VerifiableCredentials),
            ["id"] = Envelope + credential,
            ["type"] = new JsonArray("EnvelopedVerifiableCredential"),
        })]),
        ["iss"] = issuer.Did,
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = (now + Valid).ToUnixTimeSeconds(),
    };

    /// <summary>Whether one more still goes in, so that the presentation is not longer than what is taken: Base64 makes four letters of three.</summary>
    public static bool HasRoom(IReadOnlyCollection<string> credentials, string another)
        => (credentials.Sum(credential => credential.Length + Around) + another.Length + (2 * Around)) * 4L / 3 + (2 * Around) <= Jws.Longest;

    /// <summary>Refuses what is no presentation of this issuer, or holds anything but enveloped credentials, each once.</summary>
    public static Presentation Read(JsonElement json, string issuer)
    {
        if (json.Several("@context") is not [{ ValueKind: JsonValueKind.String } first, ..] || !first.ValueEquals(OpenBadge.VerifiableCredentials)
            || !json.Names("type", "VerifiablePresentation") || json.Member("vc") is not null || json.Member("vp") is not null)
        {
            throw new Refused("It is signed, but it is not a presentation of the W3C data model 2.0.");
        }

        if (json.Text("iss") != issuer || (json.Member("holder") is not null && json.Text("holder") != issuer))
        {
            throw new Refused("Whom it names as presenting is not the one whose key it names.");
        }

        var credentials = json.Several("verifiableCredential").Select(Enveloped).ToList();
        return credentials.Count is > 0 and <= MostCredentials && credentials.Distinct(StringComparer.Ordinal).Count() == credentials.Count
            ? new Presentation(json, issuer, credentials, Seconds(json, "iat"), Seconds(json, "exp"))
            : throw new Refused($"It holds no credential, one of them twice, or more than {MostCredentials}.");
    }

    public static Finding Dates(Presentation presentation, DateTimeOffset now) => presentation switch
    {
        { From: var from } when from > now => Finding.Failed($"It is not valid before {OpenBadge.Show(from)}."),
        { Until: var until } when until < now => Finding.Failed($"It was valid until {OpenBadge.Show(until)}. Ask for a new one."),
        _ => Finding.Passed($"It is valid until {OpenBadge.Show(presentation.Until)}."),
    };

    private static string Enveloped(JsonElement one)
        => one.Names("type", "EnvelopedVerifiableCredential") && one.Text("id") is { } id && id.StartsWith(Envelope, StringComparison.Ordinal)
            ? id[Envelope.Length..]
            : throw new Refused("It holds something else than signed credentials.");

    private static DateTimeOffset Seconds(JsonElement json, string claim)
        => json.Member(claim) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new Refused("It does not say from when, and until when, it is valid.");
}
