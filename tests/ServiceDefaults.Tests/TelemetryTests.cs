namespace Academy.ServiceDefaults.Tests;

public sealed class TelemetryTests
{
    [Theory]
    [InlineData("/sign-in/link/q1Zb0sYpV7m3X9cK2dT5nH8rW4uJ6aLeFgBhCiDjEkA", "/sign-in/link/{token}")]
    [InlineData("https://academy.test/account/invitation/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE", "https://academy.test/account/invitation/{token}")]
    [InlineData("/api/learner/v1/learners/CPA-000-000-000/employments", "/api/learner/v1/learners/{number}/employments")]
    [InlineData("/api/passport/v1/learners/01890a5d-ac96-774b-bcce-b302099a8057/passport", "/api/passport/v1/learners/01890a5d-ac96-774b-bcce-b302099a8057/passport")]
    [InlineData("/.well-known/openid-configuration", "/.well-known/openid-configuration")]
    [InlineData("/", "/")]
    public void An_address_in_a_trace_holds_no_number_and_no_token_of_a_link(string address, string told)
        => Telemetry.WithoutSecrets(address).ShouldBe(told);
}
