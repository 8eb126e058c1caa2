using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.Pages;
using Academy.ServiceDefaults;

namespace Academy.Portal.Clients;

/// <summary>A service refused a request and says why in a slug.</summary>
internal sealed class Refused(int status, string slug) : Exception($"{status}: {slug}")
{
    public string Slug { get; } = slug;
}

/// <summary>Reads what a service answers: the thing, not there, refused with a reason, or no answer at all.</summary>
internal static class Answers
{
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
                    >= 200 and < 300 => (await answer.Content.ReadFromJsonAsync<T>(Json, cancellationToken)) ?? throw new ServiceDown(),
                    >= 400 and < 500 and not 429 => throw new Refused((int)answer.StatusCode, await Slug(answer, cancellationToken)),
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

    /// <summary>What is asked of a service that answers without a body.</summary>
    public static async Task Tell(this HttpClient service, HttpMethod method, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            using var answer = await service.SendAsync(request, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw (int)answer.StatusCode switch
                {
                    404 => new NotThere(),
                    >= 400 and < 500 and not 429 => new Refused((int)answer.StatusCode, await Slug(answer, cancellationToken)),
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

    private static async Task<string> Slug(HttpResponseMessage answer, CancellationToken cancellationToken)
        => (await answer.Content.ReadFromJsonAsync<ProblemType>(Json, cancellationToken))?.Type?.Split('/')[^1] ?? "";

    private sealed record ProblemType(string? Type);
}
