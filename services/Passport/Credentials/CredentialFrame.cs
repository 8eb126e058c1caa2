using System.Globalization;
using System.Text.Json.Nodes;

namespace Academy.Passport.Credentials;

/// <summary>What all our credentials have in common: the data model of W3C Verifiable Credentials 2.0 with Open Badges 3.0, issuer, dates and status.</summary>
/// <param name="Type">Of Open Badges 3.0.</param>
/// <param name="AwardedAt">When what it says was decided or done.</param>
/// <param name="Until">The last day; none where it does not end.</param>
internal sealed record CredentialFrame(string Type, string Name, DateOnly From, DateOnly? Until, DateTimeOffset AwardedAt)
{
    public const string Achievement = "OpenBadgeCredential";
    public const string Endorsement = "EndorsementCredential";

    public JsonObject Around(JsonObject subject, Guid id, long number, CredentialIssuer issuer)
    {
        // It holds from the day it is about: made after the last day, it would otherwise end before it begins.
        var (from, until) = (OpenBadge.StartOf(From), Until is { } last && last < DateOnly.MaxValue ? OpenBadge.EndOf(last) : (DateTimeOffset?)null);
        var credential = new JsonObject
        {
            ["@context"] = new JsonArray(OpenBadge.VerifiableCredentials, OpenBadge.OpenBadges, Terms()),
            ["id"] = OpenBadge.Urn(id),
            ["type"] = new JsonArray("VerifiableCredential", Type),
            ["issuer"] = new JsonObject { ["id"] = issuer.Did, ["type"] = new JsonArray("Profile"), ["name"] = CredentialIssuer.Name },
            ["name"] = Name,
            ["validFrom"] = OpenBadge.Show(from),
            ["awardedDate"] = OpenBadge.Show(AwardedAt),
            ["credentialSubject"] = subject,
            ["credentialStatus"] = new JsonArray(Status(number, StatusPurpose.Revocation, issuer), Status(number, StatusPurpose.Suspension, issuer)),
            ["iss"] = issuer.Did,
            ["jti"] = OpenBadge.Urn(id),
            ["nbf"] = from.ToUnixTimeSeconds(),
        };
        if (until is { } end)
        {
            credential["validUntil"] = OpenBadge.Show(end);
            credential["exp"] = end.ToUnixTimeSeconds();
        }

        return credential;
    }

    private static JsonObject Status(long number, StatusPurpose purpose, CredentialIssuer issuer)
    {
        var list = $"{issuer.StatusLists}{StatusListId.Of(number, purpose)}";
        var index = (number % StatusListId.Length).ToString(CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["id"] = $"{list}#{index}",
            ["type"] = "BitstringStatusListEntry",
            ["statusPurpose"] = StatusListId.NameOf(purpose),
            ["statusListIndex"] = index,
            ["statusListCredential"] = list,
        };
    }

    /// <summary>The one term of our own, with everything in it as plain JSON.</summary>
    private static JsonObject Terms() => new() { ["kitemark"] = new JsonObject { ["@id"] = "urn:academy:kitemark", ["@type"] = "@json" } };
}
