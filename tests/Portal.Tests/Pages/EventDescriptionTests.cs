using System.Net;
using System.Text.Json;
using Academy.Contracts;

namespace Academy.Portal.Tests;

public sealed class EventDescriptionTests : IAsyncDisposable
{
    private readonly PortalApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Every_event_is_described_with_who_says_and_hears_it_and_what_is_in_it()
    {
        var description = JsonDocument.Parse(await _app.CreateClient().GetStringAsync(new Uri("/asyncapi.json", UriKind.Relative))).RootElement;

        var events = typeof(HeardByAttribute).Assembly.GetExportedTypes().Where(type => type.IsDefined(typeof(HeardByAttribute), inherit: false)).Select(type => type.Name).ToList();
        Names(description.GetProperty("channels")).ShouldBe(events, ignoreOrder: true);
        var messages = description.GetProperty("components").GetProperty("messages");
        messages.EnumerateObject().ShouldAllBe(message => message.Value.GetProperty("summary").GetString()!.Contains(' '));
        var tier = messages.GetProperty("TierReached").GetProperty("payload").GetProperty("properties").GetProperty("message").GetProperty("properties");
        Names(tier).ShouldContain("learnerId");
        description.GetProperty("channels").GetProperty("TierReached").GetProperty("address").GetString().ShouldBe("Academy.Contracts.Pathway:TierReached");
        Names(description.GetProperty("operations")).Where(name => name.EndsWith("TierReached", StringComparison.Ordinal)).ShouldBe(["pathwaySaysTierReached", "benefitsHearsTierReached"]);
    }

    [Fact]
    public async Task Pages_of_any_origin_may_read_it_and_whoever_has_it_is_told_so()
    {
        using var http = _app.CreateClient();
        using var first = await http.GetAsync(new Uri("/asyncapi.json", UriKind.Relative));
        first.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);

        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri("/asyncapi.json", UriKind.Relative));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var answer = await http.SendAsync(again);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);
}
