using System.Net;
using System.Net.Http.Headers;

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
