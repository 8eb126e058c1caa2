using System.Text.Json.Nodes;
using Academy.Passport.Domain;

namespace Academy.Passport.Credentials;

/// <summary>
/// The receipt of a check as a signed text of its own type: what was shown to which organisation, and when. It verifies with the Academy's keys
/// (<c>/.well-known/did.json</c>) for as long as anybody keeps it, and says how it was at that moment, not how it is now.
/// </summary>
internal static class SignedCheck
{
    public const string Type = "check-receipt+jwt";

    public static string Of(Check check, string organisation, CredentialIssuer issuer, CredentialKeyRing keys) => keys.Sign(
        new JsonObject
        {
            ["iss"] = issuer.Did,
            ["jti"] = OpenBadge.Urn(check.Id),
            ["iat"] = check.CheckedAt.ToUnixTimeSeconds(),
            ["checkedBy"] = new JsonObject { ["id"] = OpenBadge.Urn(check.OrganisationId!.Value), ["name"] = organisation },
            ["check"] = JsonNode.Parse(check.Result),
        }.ToJsonString(PassportDocument.Json),
        Type);
}
