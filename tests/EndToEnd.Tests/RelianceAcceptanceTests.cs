using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Academy.EndToEnd.Tests;

/// <summary>N3 receipts of what an employer made of training somebody brought along, N4 the ledger of repeats avoided.</summary>
[Collection(nameof(TracedPlatform))]
public sealed class RelianceAcceptanceTests(TracedPlatform platform) : AcceptanceTests(platform)
{
    [Fact]
    public async Task N3_a_receipt_is_shown_to_the_person_and_verifies_with_the_Academys_key_when_the_employer_is_gone()
    {
        var (school, person, employer) = (await ASchool(), await APerson(), await AnEmployer());
        await Record(school, person, "2026-03-10");
        var employment = await Employ(employer, person, startedOn: "2026-06-01");
        var signed = (await Decide(employer, person, "2026-03-10", "Accepted", "Same lifting equipment.")).GetProperty("jws").GetString()!;

        await employer.Client.Post($"api/learner/v1/employments/{employment}/end", new { endedOn = "2026-06-30" }, TestContext.Current.CancellationToken);

        var receipts = await person.Client.SendQuietly(HttpMethod.Get, $"api/passport/v1/learners/{person.Id}/reliance-receipts", null, TestContext.Current.CancellationToken);
        receipts.GetProperty("receipts").EnumerateArray().ShouldHaveSingleItem().GetProperty("reason").GetString().ShouldBe("Same lifting equipment.");
        await ShouldVerifyByItself(signed);
        var findings = await Verify(signed);
        (Outcome(findings, "signature"), Outcome(findings, "current")).ShouldBe(("Passed", "Passed"));
        findings.GetProperty("receipt").GetProperty("record").GetProperty("completedOn").GetString().ShouldBe("2026-03-10");
        Outcome(await Verify(signed[..^4] + "AAAA"), "signature").ShouldBe("Failed");
    }

    [Fact]
    public async Task N4_hours_and_pounds_avoided_are_the_sum_of_the_accepted_receipts_and_rejecting_one_later_reduces_them()
    {
        var (school, person, employer) = (await ASchool(), await APerson(), await AnEmployer());
        string[] days = ["2026-03-10", "2026-03-11", "2026-03-12"];
        foreach (var day in days)
        {
            await Record(school, person, day);
        }

        await Employ(employer, person, startedOn: "2026-06-01");
        await Decide(employer, person, days[0], "Accepted", null);
        await Decide(employer, person, days[1], "Accepted", null);
        await Decide(employer, person, days[2], "Repeat", "Our equipment is another one.");
        await ShouldAvoid(employer, receipts: 2, hours: 12, pounds: 170);

        await Decide(employer, person, days[0], "Rejected", "The certificate was of somebody else.");
        await ShouldAvoid(employer, receipts: 1, hours: 6, pounds: 85);
    }

    private static string? Outcome(JsonElement findings, string question) => findings.GetProperty(question).GetProperty("outcome").GetString();

    private static async Task ShouldAvoid(Employer employer, int receipts, decimal hours, decimal pounds)
    {
        var avoided = await employer.Client.SendQuietly(
            HttpMethod.Get, $"api/passport/v1/employers/{employer.Id}/repeats-avoided", null, TestContext.Current.CancellationToken);
        (avoided.GetProperty("receipts").GetInt32(), avoided.GetProperty("hours").GetDecimal(), avoided.GetProperty("pounds").GetDecimal()).ShouldBe((receipts, hours, pounds));
    }

    /// <summary>With the key of the public document and nothing of ours.</summary>
    private async Task ShouldVerifyByItself(string signed)
    {
        var parts = signed.Split('.');
        var kid = JsonDocument.Parse(WebEncoders.Base64UrlDecode(parts[0])).RootElement.GetProperty("kid").GetString();
        var jwk = (await Public(".well-known/did.json")).GetProperty("verificationMethod").EnumerateArray()
            .Single(method => method.GetProperty("id").GetString() == kid).GetProperty("publicKeyJwk");
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = { X = WebEncoders.Base64UrlDecode(jwk.GetProperty("x").GetString()!), Y = WebEncoders.Base64UrlDecode(jwk.GetProperty("y").GetString()!) },
        });
        key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), WebEncoders.Base64UrlDecode(parts[2]), HashAlgorithmName.SHA256).ShouldBeTrue();
    }
}
