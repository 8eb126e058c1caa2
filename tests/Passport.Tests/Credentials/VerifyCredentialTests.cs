using System.Net;
using System.Text;
using Academy.Passport.Credentials;

namespace Academy.Passport.Tests.Credentials;

public sealed class VerifyCredentialTests(PassportApp app)
{
    [Fact]
    public async Task What_ran_out_is_signed_well_and_out_of_date()
    {
        var found = await app.Verify(await app.CredentialOf(await app.ACompletion(day: new DateOnly(2025, 3, 1))));

        (found.Outcome("signature"), found.Outcome("dates"), found.Outcome("kitemarkedOnTheDay")).ShouldBe(("Passed", "Failed", "Passed"));
        found.GetProperty("dates").GetProperty("reason").GetString().ShouldBe("It was valid until 2026-02-28.");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"credential":null}""")]
    [InlineData("""{"credential":""}""")]
    [InlineData("""{"credential":{}}""")]
    [InlineData("[]")]
    public async Task A_request_without_a_credential_is_told_so(string body) => (await Post(body)).ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_credential_is_at_most_so_long()
    {
        (await Post($$"""{"credential":"{{new string('A', Jws.Longest)}}"}""")).ShouldBe(HttpStatusCode.OK);
        (await Post($$"""{"credential":"{{new string('A', Jws.Longest + 1)}}"}""")).ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<HttpStatusCode> Post(string body)
        => (await app.CreateClient().PostAsync(new Uri("/api/passport/v1/credentials/verify", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"))).StatusCode;
}
