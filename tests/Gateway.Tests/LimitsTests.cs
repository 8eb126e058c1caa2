using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Academy.ServiceDefaults;

namespace Academy.Gateway.Tests;

public sealed class LimitsTests
{
    private const string Open = "/api/benefits/v1/offers";
    private const string Closed = "/api/learner/v1/employers";

    [Fact]
    public async Task Each_answer_tells_the_limit_and_what_is_left_of_it()
    {
        await using var app = GatewayApp.With(("RateLimits:ordinary", "3"));

        (await Ask(app.Anybody, Open)).ShouldBe((HttpStatusCode.OK, "\"ordinary\";q=3;w=60", "\"ordinary\";r=2"));
        (await Ask(app.Anybody, Open)).ShouldBe((HttpStatusCode.OK, "\"ordinary\";q=3;w=60", "\"ordinary\";r=1"));
    }

    [Fact]
    public async Task The_answer_that_refuses_tells_when_to_come_back_in_both_ways()
    {
        await using var app = GatewayApp.With(("RateLimits:ordinary", "1"));
        await Ask(app.Anybody, Open);

        using var refused = await app.Anybody.GetAsync(new Uri(Open, UriKind.Relative));

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var seconds = refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        seconds.ShouldBeInRange(1, 60);
        refused.Headers.GetValues("RateLimit").ShouldBe([$"\"ordinary\";r=0;t={seconds}"]);
    }

    [Fact]
    public async Task Clients_of_one_address_have_limits_of_their_own()
    {
        await using var app = GatewayApp.With(("RateLimits:ordinary", "1"));

        (await Ask(app.SignedInAs("one"), Closed)).Status.ShouldBe(HttpStatusCode.OK);
        (await Ask(app.SignedInAs("one"), Closed)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await Ask(app.SignedInAs("other"), Closed)).Status.ShouldBe(HttpStatusCode.OK);
        (await Ask(app.Anybody, Open)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_that_does_not_verify_gives_no_limit_of_its_own()
    {
        await using var app = GatewayApp.With(("RateLimits:ordinary", "1"));
        await Ask(app.Anybody, Open);
        var forger = app.Anybody;
        var token = app.SignedInAs("forged").DefaultRequestHeaders.Authorization!.Parameter!;
        forger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"{token[..token.LastIndexOf('.')]}.{new string('A', 86)}");

        (await Ask(forger, Open)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.TooManyRequests)]
    [InlineData("10.0.0.0/8", HttpStatusCode.TooManyRequests)]
    [InlineData("127.0.0.0/8", HttpStatusCode.OK)]
    public async Task An_address_that_is_passed_on_counts_only_when_a_trusted_proxy_passes_it_on(string? trusted, HttpStatusCode second)
    {
        await using var app = GatewayApp.With([("RateLimits:ordinary", "1"), .. trusted is null ? [] : new[] { ("TrustedProxies:0", trusted), ("TrustedProxies:1", "::ffff:127.0.0.0/104"), ("TrustedProxies:2", trusted == "127.0.0.0/8" ? "::1/128" : trusted) }]);

        (await Ask(From(app, "203.0.113.1"), Open)).Status.ShouldBe(HttpStatusCode.OK);

        (await Ask(From(app, "203.0.113.2"), Open)).Status.ShouldBe(second);
    }

    [Fact]
    public async Task One_share_code_is_tried_so_often_and_no_more_from_however_many_addresses_and_however_it_is_typed()
    {
        await using var app = GatewayApp.With([("RateLimits:code", "2"), .. Trusting]);
        var code = Codes.Show(Codes.New());

        (await Check(From(app, "203.0.113.1"), InJson(code))).ShouldBe((HttpStatusCode.OK, "\"check\";q=60;w=60, \"code\";q=2;w=60", "\"check\";r=59, \"code\";r=1"));
        (await Check(From(app, "203.0.113.2"), InJson(code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()))).Status.ShouldBe(HttpStatusCode.OK);
        (await Check(From(app, "203.0.113.3"), InJson(code))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await Check(From(app, "203.0.113.4"), new FormUrlEncodedContent([new("Code", code)]), "/check")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await Check(From(app, "203.0.113.4"), new FormUrlEncodedContent([new("Code", code)]), "/employer/check")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await Check(From(app, "203.0.113.4"), InJson(Codes.New()))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Looking_at_the_result_of_a_check_once_more_is_limited_as_checking_is()
    {
        await using var app = GatewayApp.With(("RateLimits:check", "1"));
        const string result = "/check/result/01890a5d-ac96-774b-bcce-b302099a8057";

        (await Ask(app.Anybody, result)).Status.ShouldBe(HttpStatusCode.OK);
        (await Ask(app.Anybody, result)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task The_answer_that_refuses_a_code_tells_of_the_limit_that_was_reached_and_when_to_come_back()
    {
        await using var app = GatewayApp.With(("RateLimits:code", "1"));
        var code = Codes.New();
        await Check(app.Anybody, InJson(code));

        using var refused = await app.Anybody.PostAsync(new Uri("/api/passport/v1/checks", UriKind.Relative), InJson(code));

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var seconds = refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        seconds.ShouldBeInRange(1, 60);
        refused.Headers.GetValues("RateLimit").Single().ShouldEndWith($"\"code\";r=0;t={seconds}");
    }

    [Theory]
    [InlineData("application/json", "{\"code\":")]
    [InlineData("application/json", "[]")]
    [InlineData("application/json", "{\"code\":7}")]
    [InlineData("application/json", "null")]
    [InlineData("application/json; charset=klingon", "{}")]
    [InlineData("application/x-www-form-urlencoded", "Code=%")]
    [InlineData("multipart/form-data", "x")]
    [InlineData("text/plain", "4F7-KQ2-M9X")]
    public async Task What_holds_no_code_that_can_be_read_goes_to_the_service_as_it_came(string type, string body)
    {
        await using var app = GatewayApp.With(("RateLimits:code", "1"));
        var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await app.Anybody.PostAsync(new Uri("/api/passport/v1/checks", UriKind.Relative), content);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Reached.By(answer)).Body.ShouldBe(body);
        answer.Headers.GetValues("RateLimit-Policy").ShouldBe(["\"check\";q=60;w=60"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_with_a_code_is_bounded_before_it_is_read(bool isLengthTold)
    {
        await using var app = GatewayApp.With();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/passport/v1/checks", UriKind.Relative));
        request.Content = InJson(new string('A', 5_000));
        request.Headers.TransferEncodingChunked = !isLengthTold;

        using var answer = await app.Anybody.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_in_the_time_of_its_route_is_given_up()
    {
        await using var app = GatewayApp.With(("ReverseProxy:Routes:learner:Timeout", "00:00:00.2"));

        using var answer = await app.SignedIn.GetAsync(new Uri("/api/learner/v1/never", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Every_route_has_a_limit_a_time_and_a_size()
    {
        await using var app = GatewayApp.With();

        foreach (var route in app.Routes)
        {
            route.RateLimiterPolicy.ShouldNotBeNull(route.RouteId);
            route.Timeout.ShouldNotBeNull(route.RouteId).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(2), route.RouteId);

            // A picture that is too large is refused on the page it was sent from.
            var most = route.RouteId is "portal-evidence" or "portal-new-evidence" ? 20_000_000 : 10_000_000;
            route.MaxRequestBodySize.ShouldNotBeNull(route.RouteId).ShouldBeLessThanOrEqualTo(most, route.RouteId);
            route.AuthorizationPolicy.ShouldBeOneOf("anonymous", "signed-in");
        }
    }

    private static (string Name, string Value)[] Trusting { get; } =
        [("TrustedProxies:0", "127.0.0.0/8"), ("TrustedProxies:1", "::ffff:127.0.0.0/104"), ("TrustedProxies:2", "::1/128")];

    private static StringContent InJson(string code) => new($"{{\"code\":\"{code}\",\"dateOfBirth\":\"1980-02-29\"}}", Encoding.UTF8, "application/json");

    private static async Task<(HttpStatusCode Status, string Policy, string Left)> Check(HttpClient client, HttpContent content, string path = "/api/passport/v1/checks")
    {
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        return (answer.StatusCode, answer.Headers.GetValues("RateLimit-Policy").Single(), answer.Headers.GetValues("RateLimit").Single());
    }

    private static HttpClient From(GatewayApp app, string address)
    {
        var client = app.Anybody;
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    private static async Task<(HttpStatusCode Status, string Policy, string Left)> Ask(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, answer.Headers.GetValues("RateLimit-Policy").Single(), answer.Headers.GetValues("RateLimit").Single());
    }
}
