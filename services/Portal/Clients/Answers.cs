using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.Pages;
using Academy.ServiceDefaults;

namespace Academy.Portal.Clients;

/// <summary>A service refused a request and says why: in a slug, and in an English sentence for those it is trained staff's work to read.</summary>
internal sealed class Refused(int status, string slug, string? detail) : Exception($"{status}: {slug}")
{
    public string Slug { get; } = slug;

    public string? Detail { get; } = detail;

    /// <summary>Somebody else changed it after it was read.</summary>
    public bool IsStale { get; } = status == StatusCodes.Status412PreconditionFailed;

    public static async Task<Refused> Of(HttpResponseMessage answer, JsonSerializerOptions json, CancellationToken cancellationToken)
    {
        var problem = await answer.Content.ReadFromJsonAsync<Said>(json, cancellationToken);
        return new Refused((int)answer.StatusCode, problem?.Type?.Split('/')[^1] ?? "", problem?.Detail);
    }

    private sealed record Said(string? Type, string? Detail);
}

/// <summary>308: what was asked for was merged into another record of the same person. The page is there under that one's id.</summary>
internal sealed class Moved(string from, string to)
    : Problem(StatusCodes.Status308PermanentRedirect, "merged", "This record was merged into another of the same person.")
{
    public override string? Address(HttpRequest request)
        => $"{request.PathBase}{request.Path}{request.QueryString}".Replace(from, to, StringComparison.OrdinalIgnoreCase);

    /// <summary>The id that the service puts another one in the place of.</summary>
    public static Exception By(HttpResponseMessage answer)
    {
        var (asked, kept) = (Ids(answer.RequestMessage!.RequestUri!.AbsolutePath), Ids(answer.Headers.Location?.OriginalString ?? ""));
        return (asked.Except(kept).SingleOrDefault(), kept.Except(asked).SingleOrDefault()) is ({ } from, { } to) ? new Moved(from, to) : new ServiceDown();
    }

    private static IEnumerable<string> Ids(string address) => address.Split('/', '?').Where(part => Guid.TryParse(part, out _));
}

/// <summary>Reads what a service answers: the thing, not there, refused with a reason, or no answer at all.</summary>
internal static class Answers
{
    private const int Tries = 5;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static async Task<T> Ask<T>(this HttpClient service, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using (request)
            {
                using var answer = await service.SendAsync(request, cancellationToken);
                return (int)answer.StatusCode switch
                {
                    404 => throw new NotThere(),
                    308 => throw Moved.By(answer),
                    >= 200 and < 300 => (await answer.Content.ReadFromJsonAsync<T>(Json, cancellationToken)) ?? throw new ServiceDown(),
                    >= 400 and < 500 and not 429 => throw await Refused.Of(answer, Json, cancellationToken),
                    _ => throw new ServiceDown(),
                };
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ServiceDown();
        }
    }

    public static Task<T> Get<T>(this HttpClient service, string path, CancellationToken cancellationToken)
        => service.Ask<T>(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    /// <summary>
    /// Posts what is to be done once: the same key and content get the same answer. While the first of two is being answered, the second
    /// waits for it.
    /// </summary>
    public static async Task<T> PostOnce<T>(this HttpClient service, string path, object content, string key, CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(content) };
                request.Headers.Add("Idempotency-Key", key);
                return await service.Ask<T>(request, cancellationToken);
            }
            catch (Refused refused) when (refused.Slug == "request-in-flight" && tried < Tries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300), cancellationToken);
            }
        }
    }

    /// <summary>Puts something in the place of the version that was read; refused where somebody else has changed it since.</summary>
    public static Task<T> Replace<T>(this HttpClient service, string path, object content, long version, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(content) };
        request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));
        return service.Ask<T>(request, cancellationToken);
    }

    /// <summary>What is asked of a service that answers without a body.</summary>
    public static async Task Tell(this HttpClient service, HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        await service.Tell(request, cancellationToken);
    }

    private static async Task Tell(this HttpClient service, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await service.SendAsync(request, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw (int)answer.StatusCode switch
                {
                    404 => new NotThere(),
                    >= 400 and < 500 and not 429 => await Refused.Of(answer, Json, cancellationToken),
                    _ => new ServiceDown(),
                };
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ServiceDown();
        }
    }

    /// <summary>What is to be done once, and is answered without a body: the same key does it once.</summary>
    public static async Task TellOnce(this HttpClient service, string path, object content, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(content) };
        request.Headers.Add("Idempotency-Key", key);
        await service.Tell(request, cancellationToken);
    }

    /// <summary>None when the service does not answer: a page shows the rest, and says so in the place of this.</summary>
    public static async Task<T?> OrDown<T>(this Task<T> asked)
        where T : class
    {
        try
        {
            return await asked;
        }
        catch (ServiceDown)
        {
            return null;
        }
    }
}
