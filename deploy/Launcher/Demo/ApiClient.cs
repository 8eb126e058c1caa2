using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Academy.Launcher.Demo;

/// <summary>Somebody who uses the public API: a system with its own credentials, or the open door without any.</summary>
internal sealed class ApiClient(string name, HttpClient http, Func<CancellationToken, Task<string>>? token, Narrator narrator)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public string Name => name;

    public Task<string> Token(CancellationToken cancel)
        => token?.Invoke(cancel) ?? throw new InvalidOperationException($"{name} has no credentials.");

    /// <summary>A request that should succeed, told as a step of the story.</summary>
    public async Task<JsonElement> Send(
        HttpMethod method, string path, object? body, CancellationToken cancel, HttpStatusCode? expected = null)
    {
        narrator.Request(name, method, path);
        return await SendQuietly(method, path, body, cancel, expected);
    }

    public async Task<JsonElement> SendQuietly(
        HttpMethod method, string path, object? body, CancellationToken cancel, HttpStatusCode? expected = null)
    {
        using var response = await Ask(method, path, body, null, cancel);
        return await Answer(response, method, path, expected, cancel);
    }

    private async Task<JsonElement> Answer(HttpResponseMessage response, HttpMethod method, string path, HttpStatusCode? expected, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        var isExpected = expected is null ? response.IsSuccessStatusCode : response.StatusCode == expected;
        if (!isExpected)
            throw new StoryBroken($"{name}: {method} {path} answered {(int)response.StatusCode}, not {(expected is null ? "success" : (int)expected)}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text, Json);
    }

    public async Task<HttpStatusCode> Status(string path, CancellationToken cancel)
    {
        using var response = await Ask(HttpMethod.Get, path, null, null, cancel);
        return response.StatusCode;
    }

    public Task<JsonElement> Get(string path, CancellationToken cancel) => Send(HttpMethod.Get, path, null, cancel);

    public Task<JsonElement> Post(string path, object body, CancellationToken cancel) => Send(HttpMethod.Post, path, body, cancel);

    /// <summary>Replaces a part of something that is there, based on the version it has now.</summary>
    public async Task<JsonElement> Change(string path, string part, object body, CancellationToken cancel)
    {
        narrator.Request(name, HttpMethod.Put, $"{path}/{part}");
        using var read = await Ask(HttpMethod.Get, path, null, null, cancel);
        using var changed = await Ask(HttpMethod.Put, $"{path}/{part}", body, read.Headers.ETag, cancel);
        return await Answer(changed, HttpMethod.Put, $"{path}/{part}", null, cancel);
    }

    private async Task<HttpResponseMessage> Ask(
        HttpMethod method, string path, object? body, EntityTagHeaderValue? basedOn, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token(cancel));
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        if (basedOn is not null)
            request.Headers.IfMatch.Add(basedOn);
        request.Headers.Add("X-Purpose", "The demo tells its story");
        request.Content = body switch
        {
            null => null,
            byte[] file => new ByteArrayContent(file) { Headers = { ContentType = new("application/octet-stream") } },
            string csv => new StringContent(csv, System.Text.Encoding.UTF8, "text/csv"),
            _ => JsonContent.Create(body, options: Json),
        };
        return await http.SendAsync(request, cancel);
    }
}

/// <summary>A step of the story that is not as it should be.</summary>
internal sealed class StoryBroken(string message) : AdviceException(message);
