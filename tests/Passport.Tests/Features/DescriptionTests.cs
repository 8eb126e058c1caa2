using System.Text.Json;

namespace Academy.Passport.Tests.Features;

public sealed class DescriptionTests(PassportApp app)
{
    [Fact]
    public async Task The_description_of_the_api_can_be_read_and_names_what_a_list_can_be_asked()
    {
        using var http = app.CreateClient();

        var description = JsonDocument.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).RootElement;

        description.GetProperty("paths").GetProperty("/api/passport/v1/entries").GetProperty("get").GetProperty("parameters")
            .EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()!.ToUpperInvariant())
            .ShouldBe(["Q", "COURSEVERSIONID", "FROM", "UNTIL", "WITHDRAWN", "BEFORE"], ignoreOrder: true);
    }

    [Fact]
    public async Task Pages_of_any_origin_may_read_the_description_and_whoever_has_it_is_told_so()
    {
        using var http = app.CreateClient();
        using var first = await http.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        first.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);

        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri("/openapi/v1.json", UriKind.Relative));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        (await http.SendAsync(again)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task The_description_names_the_scope_of_a_route_and_the_headers_it_asks_for()
    {
        using var http = app.CreateClient();

        var description = JsonDocument.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).RootElement;

        var (record, set) = (Operation("/api/passport/v1/completions", "post"), Operation("/api/passport/v1/employers/{employerId}/requirements", "put"));
        record.GetProperty("security")[0].GetProperty("academy").EnumerateArray().Select(scope => scope.GetString()).ShouldBe(["completions.write"]);
        Header(record).ShouldBe("Idempotency-Key");
        Header(set).ShouldBe("If-Match");
        description.GetProperty("components").GetProperty("securitySchemes").GetProperty("academy").GetProperty("flows").GetProperty("clientCredentials")
            .GetProperty("scopes").TryGetProperty("webhooks.write", out _).ShouldBeTrue();
        Operation("/.well-known/did.json", "get").TryGetProperty("security", out _).ShouldBeFalse();

        JsonElement Operation(string path, string method) => description.GetProperty("paths").GetProperty(path).GetProperty(method);

        static string? Header(JsonElement operation) => operation.GetProperty("parameters").EnumerateArray()
            .Single(parameter => parameter.GetProperty("in").GetString() == "header").GetProperty("name").GetString();
    }
}
