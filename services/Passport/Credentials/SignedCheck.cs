using System.Text.Json.Nodes;
using Academy.Passport.Domain;

namespace Academy.Passport.Credentials;

/// <summary>
/// The receipt of a check as a signed text of its own type: what was shown to whom, and when. It is signed once, with the check, and verifies
/// with the Academy's keys (<c>/.well-known/did.json</c>) for as long as anybody keeps it. It says how it was at that moment, not how it is now.
/// </summary>
internal static class SignedCheck
{
    public const string Type = "check-receipt+jwt";

    /// <summary>An organisation that was not heard of by its name yet.</summary>
    public const string NotKnown = "An organisation";

    /// <param name="checkedBy">Who checked, by name; nobody is known at the public door.</param>
    public static string Of(Check check, string? checkedBy, CredentialIssuer issuer, CredentialKeyRing keys) => keys.Sign(
        new JsonObject
        {
            ["iss"] = issuer.Did,
            ["jti"] = OpenBadge.Urn(check.Id),
            ["iat"] = check.CheckedAt.ToUnixTimeSeconds(),
            ["checkedBy"] = check.OrganisationId is { } organisation
                ? new JsonObject { ["id"] = OpenBadge.Urn(organisation), ["name"] = checkedBy }
                : new JsonObject { ["name"] = "Somebody with the share code" },
            ["check"] = JsonNode.Parse(check.Result),
        }.ToJsonString(PassportDocument.Json),
        Type);
}
