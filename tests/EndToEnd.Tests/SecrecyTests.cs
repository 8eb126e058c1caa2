using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Academy.Launcher.Demo;

namespace Academy.EndToEnd.Tests;

/// <summary>Tells the story, notes every secret and every personal thing that goes over the wire, and looks for them in all logs.</summary>
[Collection(nameof(TracedPlatform))]
public sealed class SecrecyTests(TracedPlatform platform, ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_secret_and_nothing_about_a_person_is_in_any_log()
    {
        var overheard = new Overheard();
        using (var http = new HttpClient(overheard) { BaseAddress = platform.Running.GatewayAddress })
        {
            var narrator = new Narrator(_ => { });
            await new Story(new Cast(http, narrator, Tell.Secret(platform.Running.SecretsFolder)), narrator, DateOnly.FromDateTime(DateTime.UtcNow)).Tell(TestContext.Current.CancellationToken);
        }

        var sought = overheard.Values.Concat(Logs.SecretsOf(platform.Running)).ToLookup(found => found.Kind, found => found.Text);
        foreach (var kind in new[] { "code", "clientSecret", "access_token", "academyNumber", "fullName", "dateOfBirth", "NINUMBER", "DISPLAYID", "DOB", "secret", "password" })
        {
            sought[kind].ShouldNotBeEmpty($"the story no longer tells of any {kind}, so nothing is looked for");
        }

        var logs = Logs.Read(platform.StateFolder);
        logs.Count(log => log.Value.Length > 0).ShouldBeGreaterThan(7, "each service, the gateway, PostgreSQL and RabbitMQ write a log");
        output.WriteLine($"{sought.Sum(kind => kind.Distinct().Count())} things in {logs.Count} logs of {logs.Values.Sum(log => (long)log.Length)} characters");
        logs.ShouldHoldNoSecret([.. sought.SelectMany(kind => kind.Distinct().SelectMany(text => Written(kind.Key, text)).Select(text => (kind.Key, text)))]);
        foreach (var kind in sought)
        {
            foreach (var text in kind.Distinct().SelectMany(text => Written(kind.Key, text)))
            {
                platform.Collector.Holds("logs", text).ShouldBeFalse($"an exported log tells a {kind.Key}");
                platform.Collector.Holds("traces", text).ShouldBeFalse($"a span tells a {kind.Key}");
            }
        }
    }

    /// <summary>The ways a thing could have been written down.</summary>
    private static IEnumerable<string> Written(string kind, string text) => kind switch
    {
        "code" or "academyNumber" => [text, text.Replace("-", "", StringComparison.Ordinal)],
        "dateOfBirth" or "DOB" when AsDate(text) is { } day => [.. new[] { "yyyy-MM-dd", "dd/MM/yyyy", "MM/dd/yyyy" }.Select(form => day.ToString(form, CultureInfo.InvariantCulture))],
        _ => [text],
    };

    private static DateOnly? AsDate(string text)
        => DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Notes what nobody else should come to know.</summary>
    private sealed class Overheard() : DelegatingHandler(new SocketsHttpHandler())
    {
        private static readonly HashSet<string> Told =
            ["code", "clientSecret", "client_secret", "access_token", "client_assertion", "refresh_token", "id_token", "academyNumber", "fullName", "dateOfBirth", "born"];

        private static readonly HashSet<string> Columns = ["DISPLAYID", "NINUMBER", "DOB"];

        public ConcurrentBag<(string Kind, string Text)> Values { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } sent)
            {
                await sent.LoadIntoBufferAsync(cancellationToken);
                Listen(sent.Headers.ContentType?.MediaType, await sent.ReadAsStringAsync(cancellationToken));
            }

            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            Listen(answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer;
        }

        private void Listen(string? type, string body)
        {
            switch (type)
            {
                case "application/json" when body.Length > 0:
                    Listen("", JsonSerializer.Deserialize<JsonElement>(body));
                    break;
                case "text/csv":
                    var header = body.Split('\n')[0].Split(',').Select(column => column.Trim()).ToList();
                    foreach (var row in body.Split('\n').Skip(1).Select(row => row.Split(',')))
                    {
                        foreach (var (column, cell) in header.Zip(row).Where(cell => Columns.Contains(cell.First)))
                        {
                            Note(column, cell.Trim());
                        }
                    }

                    break;
                case "application/x-www-form-urlencoded":
                    foreach (var pair in body.Split('&').Select(pair => pair.Split('=')).Where(pair => Told.Contains(pair[0])))
                    {
                        Note(pair[0], Uri.UnescapeDataString(pair[1]));
                    }

                    break;
            }
        }

        private void Listen(string name, JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var property in value.EnumerateObject())
                    {
                        Listen(property.Name, property.Value);
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (var item in value.EnumerateArray())
                    {
                        Listen(name, item);
                    }

                    break;
                case JsonValueKind.String when Told.Contains(name):
                    Note(name, value.GetString()!);
                    break;
            }
        }

        private void Note(string kind, string text)
        {
            if (text.Length >= 5)
            {
                Values.Add((kind, text));
            }
        }
    }
}
