using System.Globalization;
using System.Text.Json;

namespace Academy.Passport.Credentials;

/// <summary>What was signed, as a credential of the data model 2.0. Read only after its signature was found good.</summary>
internal sealed record CredentialClaims(JsonElement Json, string Issuer, string? Id, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil)
{
    /// <summary>Refuses what is no credential of this type and issuer, and claims of the token that say something else than the credential.</summary>
    public static CredentialClaims Read(JsonElement json, string issuer, params string[] types)
    {
        if (json.Several("@context") is not [{ ValueKind: JsonValueKind.String } first, ..] || !first.ValueEquals(OpenBadge.VerifiableCredentials))
        {
            throw new Refused("It is signed, but it is not a credential of the W3C data model 2.0.");
        }

        if (!json.Names("type", "VerifiableCredential") || !types.Any(type => json.Names("type", type)))
        {
            throw new Refused($"It is signed, but it is not of the type {types[0]}.");
        }

        if (json.Member("vc") is not null || json.Member("vp") is not null)
        {
            throw new Refused("It holds another credential, of an older data model.");
        }

        var (said, id) = (json.Text("issuer") ?? json.Member("issuer")?.Text("id"), json.Text("id"));
        var (from, until) = (Instant(json, "validFrom"), Instant(json, "validUntil"));
        if (said != issuer)
        {
            throw new Refused("The issuer it names is not the one whose key it names.");
        }

        if (Differs(json, "iss", issuer) || Differs(json, "jti", id) || Differs(json, "sub", json.Member("credentialSubject")?.Text("id"))
            || Differs(json, "nbf", from) || Differs(json, "exp", until))
        {
            throw new Refused("The token says one thing of the credential, and the credential another.");
        }

        return new CredentialClaims(json, issuer, id, from, until);
    }

    private static bool Differs(JsonElement json, string claim, string? expected) => json.Member(claim) is not null && json.Text(claim) != expected;

    private static bool Differs(JsonElement json, string claim, DateTimeOffset? expected)
        => json.Member(claim) is { } told && !(told.ValueKind == JsonValueKind.Number && told.TryGetInt64(out var seconds) && seconds == expected?.ToUnixTimeSeconds());

    private static DateTimeOffset? Instant(JsonElement json, string name)
    {
        if (json.Member(name) is null)
        {
            return null;
        }

        // An instant without its zone would be another one elsewhere.
        return json.Text(name) is { Length: >= 20 and <= 40 } text && text[10] == 'T' && (text[^1] == 'Z' || text[^6] is '+' or '-')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw new Refused($"{name} is not an instant.");
    }
}
