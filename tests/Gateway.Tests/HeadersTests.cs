namespace Academy.Gateway.Tests;

public sealed class HeadersTests
{
    [Theory]
    [InlineData("/api/benefits/v1/offers")]
    [InlineData("/api/learner/v1/page")]
    [InlineData("/openapi/learner/v1.json")]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/health/live")]
    [InlineData("/nowhere")]
    public async Task Every_answer_is_strict_and_names_no_product(string path)
    {
        await using var app = GatewayApp.With();

        using var answer = await app.SignedIn.GetAsync(new Uri(path, UriKind.Relative));

        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "Referrer-Policy").ShouldBe("same-origin");
        Header(answer, "X-Frame-Options").ShouldBe("DENY");
        Header(answer, "Content-Security-Policy")!.ShouldContain("frame-ancestors 'none'");
        Header(answer, "Server").ShouldBeNull();
        Header(answer, "X-Powered-By").ShouldBeNull();
        Header(answer, "Set-Cookie").ShouldBeNull();
    }

    [Fact]
    public async Task A_refusal_of_the_gateway_itself_carries_them_too()
    {
        await using var app = GatewayApp.With();

        using var answer = await app.Anybody.GetAsync(new Uri("/api/learner/v1/employers", UriKind.Relative));

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "Content-Security-Policy").ShouldBe("default-src 'none'; frame-ancestors 'none'");
    }

    [Fact]
    public async Task A_page_may_load_nothing_from_elsewhere_unless_it_says_so_itself()
    {
        await using var app = GatewayApp.With();

        using var page = await app.SignedIn.GetAsync(new Uri("/api/learner/v1/page", UriKind.Relative));
        using var strict = await app.SignedIn.GetAsync(new Uri("/api/learner/v1/strict-page", UriKind.Relative));

        Header(page, "Content-Security-Policy")!.ShouldStartWith("default-src 'self';");
        Header(strict, "Content-Security-Policy").ShouldBe("default-src 'none'");
    }

    [Theory]
    [InlineData("Production", "https", true)]
    [InlineData("Production", "http", false)]
    [InlineData("Development", "https", false)]
    public async Task Browsers_are_told_to_come_by_TLS_only_where_it_is_not_a_developers_machine(string environment, string scheme, bool isTold)
    {
        await using var app = GatewayApp.With(("environment", environment), ("TrustedProxies:0", "127.0.0.0/8"), ("TrustedProxies:1", "::1/128"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/health/live", UriKind.Relative));
        request.Headers.Host = "academy.example";
        request.Headers.Add("X-Forwarded-For", "203.0.113.1");
        request.Headers.Add("X-Forwarded-Proto", scheme);

        using var answer = await app.Anybody.SendAsync(request);

        Header(answer, "Strict-Transport-Security").ShouldBe(isTold ? "max-age=31536000; includeSubDomains" : null);
    }

    private static string? Header(HttpResponseMessage answer, string name)
        => answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? values.Single() : null;
}
