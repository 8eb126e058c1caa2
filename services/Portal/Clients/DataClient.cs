using Academy.Pages;
using Academy.ServiceDefaults;

namespace Academy.Portal.Clients;

/// <summary>A part of the Academy that holds data of people, and what it gives of one.</summary>
/// <param name="File">The name its data has among the files that are handed over.</param>
internal sealed record DataPart(string Service, string File);

/// <summary>Everything each part of the Academy holds of whoever is signed in.</summary>
internal sealed class DataClient(IHttpClientFactory services)
{
    public static IReadOnlyList<DataPart> Parts { get; } =
        [new("Learner", "record.json"), new("Passport", "passport.json"), new("Pathway", "tier.json"), new("Benefits", "benefits.json"), new("Identity", "account.json")];

    /// <summary>A long life's activity takes longer to read than a page does.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(30);

    public static string NameOf(string service) => $"data of {service}";

    /// <summary>The names of those that do not answer just now.</summary>
    public async Task<IReadOnlyList<DataPart>> Down(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(Parts.Select(part => IsReady(part, cancellationToken)));
        return [.. Parts.Zip(answers).Where(part => !part.Second).Select(part => part.First)];
    }

    /// <summary>What a part holds, as JSON.</summary>
    public Task<byte[]> Of(DataPart part, Guid learner, CancellationToken cancellationToken)
        => Read(part.Service, $"api/{part.Service.ToLowerInvariant()}/v1/learners/{learner}/data", cancellationToken);

    public Task<byte[]> Credential(Guid entry, CancellationToken cancellationToken)
        => Read("Passport", $"api/passport/v1/entries/{entry}/credential", cancellationToken);

    private async Task<byte[]> Read(string service, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var http = services.CreateClient(NameOf(service));
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync(cancellationToken)
                : answer.StatusCode == System.Net.HttpStatusCode.NotFound ? throw new NotThere()
                : throw new ServiceDown();
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ServiceDown();
        }
    }

    private async Task<bool> IsReady(DataPart part, CancellationToken cancellationToken)
    {
        try
        {
            using var http = services.CreateClient(part.Service);
            using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
