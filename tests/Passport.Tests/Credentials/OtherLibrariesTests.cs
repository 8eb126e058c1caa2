using System.Diagnostics;
using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Passport.Tests.Credentials;

/// <summary>
/// Our credentials verify with libraries that share no code with what signs them (which is ECDsa and base64url of the framework): the npm package
/// jose, and Microsoft.IdentityModel. Keys come from our did.json; the status is read by JavaScript.
/// </summary>
public sealed class OtherLibrariesTests(PassportApp app)
{
    [Fact]
    public async Task Jose_verifies_credentials_and_presentations_reads_their_status_from_our_lists_and_refuses_a_changed_one()
    {
        var (good, withdrawn, doubted) = (await app.ACompletion(), await app.ACompletion(), await app.ACompletion());
        string[] credentials = [await app.CredentialOf(good), await app.CredentialOf(withdrawn), await app.CredentialOf(doubted), "", await app.EndorsementOf(good.Course.Marks[0]), await app.EndorsementOf(doubted.Course.Marks[1]), await app.PresentationOf(withdrawn.Learner.Id)];
        credentials[3] = string.Join('.', credentials[0].Split('.')[..2].Append(credentials[1].Split('.')[2]));
        await app.AsProvider(withdrawn.Course.ProviderId).PostNew($"/api/passport/v1/entries/{withdrawn.Id}/withdraw", new { reason = "She was not there." });
        var now = app.Clock.GetUtcNow();
        await app.Deliver(doubted.Course.CourseWithdrawn(now, Credentialing.Day.AddDays(10), now.AddMinutes(5), Consequence.NeedsReview));
        await app.Reassess();

        var found = await Jose(credentials);

        found.ConvertAll(one => one.GetRawText()).ShouldBe(
        [
            """{"verified":true,"name":"Moving people safely","revoked":false,"suspended":false}""",
            """{"verified":true,"name":"Moving people safely","revoked":true,"suspended":false}""",
            """{"verified":true,"name":"Moving people safely","revoked":false,"suspended":true}""",
            """{"verified":false,"error":"ERR_JWS_SIGNATURE_VERIFICATION_FAILED"}""",
            """{"verified":true,"name":"Northgate Care Training","revoked":false,"suspended":false}""",
            """{"verified":true,"name":"Moving people safely","revoked":true,"suspended":false}""",
            """{"verified":true,"presented":[{"verified":true,"name":"Moving people safely","revoked":true,"suspended":false}]}""",
        ]);
    }

    [Fact]
    public async Task Microsoft_IdentityModel_verifies_a_credential_and_the_status_list_and_refuses_a_changed_one()
    {
        var credential = await app.CredentialOf(await app.ACompletion());
        var other = await app.CredentialOf(await app.ACompletion());
        var list = await app.CreateClient().GetStringAsync(new Uri("/api/passport/v1/status-lists/1-revocation", UriKind.Relative));
        var keys = (await Did()).GetProperty("verificationMethod").EnumerateArray()
            .Select(method => new JsonWebKey(method.GetProperty("publicKeyJwk").GetRawText()) { KeyId = method.GetProperty("id").GetString() }).ToList();
        var validation = new TokenValidationParameters
        {
            IssuerSigningKeys = keys,
            TryAllIssuerSigningKeys = false,
            ValidTypes = ["vc+jwt"],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        };

        (await Validate(credential)).ShouldBeTrue();
        (await Validate(list)).ShouldBeTrue();
        (await Validate(await app.EndorsementOf((await app.ACourse()).Marks[2]))).ShouldBeTrue();
        (await Validate(string.Join('.', credential.Split('.')[..2].Append(other.Split('.')[2])))).ShouldBeFalse();

        async Task<bool> Validate(string jws) => (await new JsonWebTokenHandler().ValidateTokenAsync(jws, validation)).IsValid;
    }

    private async Task<JsonElement> Did() => await (await app.CreateClient().GetAsync(new Uri("/.well-known/did.json", UriKind.Relative))).Json();

    private async Task<List<JsonElement>> Jose(string[] credentials)
    {
        var lists = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in new[] { "1-revocation", "1-suspension" })
        {
            lists[$"https://academy.test/api/passport/v1/status-lists/{name}"] = await app.CreateClient().GetStringAsync(new Uri($"/api/passport/v1/status-lists/{name}", UriKind.Relative));
        }

        var start = new ProcessStartInfo("node", "verify.mjs")
        {
            WorkingDirectory = Repository.File("tests", "Passport.Tests", "JoseClient"),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(new { did = await Did(), lists, credentials }));
        node.StandardInput.Close();
        var found = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await errors);
        return [.. JsonSerializer.Deserialize<JsonElement>(found).EnumerateArray()];
    }
}
