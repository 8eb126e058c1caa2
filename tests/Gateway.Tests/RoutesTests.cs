using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Academy.Gateway.Tests;

public sealed class RoutesTests : IAsyncLifetime
{
    private readonly GatewayApp _app = GatewayApp.With(("RateLimits:check", "2"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("identity")]
    [InlineData("learner")]
    [InlineData("kitemark")]
    [InlineData("passport")]
    [InlineData("pathway")]
    [InlineData("benefits")]
    public async Task A_service_is_reached_with_a_token_and_not_without(string service)
    {
        using var refused = await Get(_app.Anybody, $"/api/{service}/v1/things/7");
        using var passed = await Get(_app.SignedIn, $"/api/{service}/v1/things/7?after=3");

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await ShouldBeAProblem(refused);
        (await Reached.By(passed)).ShouldBe(new Reached(service, $"/api/{service}/v1/things/7", ""), new SameAddress());
    }

    [Theory]
    [InlineData("GET", "/.well-known/openid-configuration", "identity", "/.well-known/openid-configuration")]
    [InlineData("POST", "/connect/token", "identity", "/connect/token")]
    [InlineData("GET", "/connect/authorize", "identity", "/connect/authorize")]
    [InlineData("POST", "/connect/logout", "identity", "/connect/logout")]
    [InlineData("GET", "/openapi/passport/v1.json", "passport", "/openapi/v1.json")]
    [InlineData("POST", "/api/passport/v1/checks", "passport", "/api/passport/v1/checks")]
    [InlineData("GET", "/.well-known/did.json", "passport", "/.well-known/did.json")]
    [InlineData("GET", "/api/passport/v1/status-lists/1-revocation", "passport", "/api/passport/v1/status-lists/1-revocation")]
    [InlineData("POST", "/api/passport/v1/credentials/verify", "passport", "/api/passport/v1/credentials/verify")]
    [InlineData("POST", "/api/passport/v1/reliance-receipts/verify", "passport", "/api/passport/v1/reliance-receipts/verify")]
    [InlineData("GET", "/api/kitemark/v1/register", "kitemark", "/api/kitemark/v1/register")]
    [InlineData("GET", "/api/benefits/v1/offers", "benefits", "/api/benefits/v1/offers")]
    public async Task What_is_open_to_all_is_reached_without_a_token(string method, string path, string service, string at)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var answer = await _app.Anybody.SendAsync(request);

        (await Reached.By(answer)).ShouldBe(new Reached(service, at, ""), new SameAddress());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/nobody/v1/things")]
    [InlineData("/api/learner/v2/employers")]
    [InlineData("/swagger")]
    [InlineData("/check")]
    [InlineData("/assets/pages.css")]
    public async Task An_address_no_service_has_is_the_portals(string path)
    {
        using var answer = await Get(_app.Anybody, path);

        (await Reached.By(answer)).ShouldBe(new Reached("portal", path, ""), new SameAddress());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Too_large_a_body_is_refused_whether_its_length_is_told_or_not(bool isLengthTold)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/connect/token", UriKind.Relative));
        request.Content = new ByteArrayContent(new byte[40_000]);
        request.Headers.TransferEncodingChunked = !isLengthTold;
        using var answer = await _app.Anybody.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        await ShouldBeAProblem(answer);
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back()
    {
        var client = _app.Anybody;
        for (var i = 0; i < 2; i++)
        {
            using var allowed = await Check(client);
            allowed.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var answer = await Check(client);
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        await ShouldBeAProblem(answer);
        (await Get(client, "/api/benefits/v1/offers")).StatusCode.ShouldBe(HttpStatusCode.OK, "other addresses have limits of their own");
    }

    [Fact]
    public async Task It_is_ready_when_every_service_is_and_names_those_that_are_not()
    {
        (await Get(_app.Anybody, "/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        _app.Unready("passport");
        _app.Unready("benefits");

        using var waiting = await Get(_app.Anybody, "/health/ready");
        waiting.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var told = await waiting.Content.ReadAsStringAsync();
        told.ShouldContain("passport");
        told.ShouldContain("benefits");
        told.ShouldNotContain("learner");
        (await Get(_app.Anybody, "/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);

        _app.Ready("passport");
        _app.Ready("benefits");
        (await Get(_app.Anybody, "/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_trace_goes_on_in_the_service()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/benefits/v1/offers", UriKind.Relative));
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        Activity.Current = null;

        using var answer = await _app.Anybody.SendAsync(request);

        (await Reached.By(answer)).TraceParent.ShouldContain(trace);
    }

    [Fact]
    public async Task A_service_that_is_away_is_a_problem_and_not_an_empty_answer()
    {
        await _app.StopServices();

        using var answer = await Get(_app.Anybody, "/api/benefits/v1/offers");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        await ShouldBeAProblem(answer);
    }

    private static Task<HttpResponseMessage> Get(HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    private static async Task<HttpResponseMessage> Check(HttpClient client)
    {
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        return await client.PostAsync(new Uri("/api/passport/v1/checks", UriKind.Relative), body);
    }

    private static async Task ShouldBeAProblem(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        problem.GetProperty("status").GetInt32().ShouldBe((int)answer.StatusCode);
        problem.GetProperty("type").GetString()!.ShouldStartWith("/problems/");
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    private sealed class SameAddress : IEqualityComparer<Reached>
    {
        public bool Equals(Reached? one, Reached? other) => (one?.Service, one?.Path) == (other?.Service, other?.Path);

        public int GetHashCode(Reached reached) => reached.Path.GetHashCode(StringComparison.Ordinal);
    }
}
