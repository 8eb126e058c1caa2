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
}
