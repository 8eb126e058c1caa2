using System.Text.Json.Nodes;
using Academy.Passport.Domain;

namespace Academy.Passport.Credentials;

/// <summary>
/// A reliance receipt as a signed text of its own type, so that nobody takes it for a credential. It verifies with the Academy's keys
/// (<c>/.well-known/did.json</c>), whether or not the employer still uses the platform. It does not name the person: whoever checked a
/// shared passport was not told the academy number, and does not learn it here; who knows it finds it confirmed.
/// </summary>
internal static class SignedReceipt
{
    public const string Type = "reliance-receipt+jwt";

    public static string Of(RelianceReceipt receipt, Decidable brought, string academyNumber, Guid? replaces, CredentialIssuer issuer, CredentialKeyRing keys)
    {
        var claims = new JsonObject
        {
            ["iss"] = issuer.Did,
            ["jti"] = OpenBadge.Urn(receipt.Id),
            ["iat"] = receipt.DecidedAt.ToUnixTimeSeconds(),
            ["employer"] = new JsonObject { ["id"] = OpenBadge.Urn(receipt.EmployerId), ["name"] = receipt.EmployerName },
            ["learner"] = OpenBadge.Hashed(academyNumber),
            ["decision"] = receipt.Decision.ToString(),
            ["decidedAt"] = OpenBadge.Show(receipt.DecidedAt),
            ["record"] = Record(brought),
        };
        if (receipt.Reason is { } reason)
        {
            claims["reason"] = reason;
        }

        if (receipt is { Hours: { } hours, Pounds: { } pounds })
        {
            claims["spared"] = new JsonObject { ["hours"] = hours, ["pounds"] = pounds };
        }

        if (replaces is { } former)
        {
            claims["replaces"] = OpenBadge.Urn(former);
        }

        return keys.Sign(claims.ToJsonString(PassportDocument.Json), Type);
    }

    private static JsonObject Record(Decidable brought)
    {
        var record = new JsonObject
        {
            ["id"] = OpenBadge.Urn(brought.Id),
            ["kind"] = brought.Kind.ToString(),
            ["title"] = brought.Title,
            ["completedOn"] = OpenBadge.Show(brought.On),
            ["recordedBy"] = brought.RecordedBy,
            ["assurance"] = brought.Assurance.ToString(),
        };
        if (brought.Kind != RelianceKind.Qualification)
        {
            record["trainingCategory"] = Subjects.Name(brought.TrainingCategoryCode);
        }

        if (brought.ValidUntil is { } until)
        {
            record["validUntil"] = OpenBadge.Show(until);
        }

        return record;
    }
}
