using Microsoft.AspNetCore.WebUtilities;

namespace Academy.Portal.Clients;

internal sealed record MessagesOfService(bool BrokerAnswers, int Waiting, DateTimeOffset? WaitingSince, IReadOnlyList<FailedMessage> Messages);

/// <param name="Times">How often it failed.</param>
internal sealed record FailedMessage(Guid Id, Guid MessageId, string Queue, DateTimeOffset FailedAt, int Times, string Error, DateTimeOffset? ReplayedAt);

internal sealed record LookPage(IReadOnlyList<Look> Looks, string? Next);

/// <param name="LearnerId">Whose record it was; none when somebody looked at this list.</param>
/// <param name="By">The account or client.</param>
internal sealed record Look(
    Guid LookId, DateTimeOffset At, string What, Guid? LearnerId, string? OrganisationKind, Guid? OrganisationId, string? Organisation, string? By, string? Purpose);

/// <summary>What every service answers in the same way about itself: messages that failed in it, and who looked at whom.</summary>
internal sealed class OversightClient(IHttpClientFactory clients)
{
    /// <summary>The services that show people to somebody.</summary>
    public static IReadOnlyList<string> WithLooks { get; } = ["Passport", "Learner", "Pathway", "Benefits"];

    public static string NameOf(string service) => $"{service}, oversight";

    public Task<MessagesOfService> Messages(string service, CancellationToken cancellationToken)
        => Http(service).Get<MessagesOfService>($"api/{Path(service)}/v1/failed-messages", cancellationToken);

    /// <param name="key">The same key sends it once.</param>
    public Task<FailedMessage> Replay(string service, Guid message, string key, CancellationToken cancellationToken)
        => Http(service).PostOnce<FailedMessage>($"api/{Path(service)}/v1/failed-messages/{message}/replay", new { }, key, cancellationToken);

    public Task<LookPage> Looks(string service, DateOnly? on, Guid? organisation, Guid? learner, Guid? before, CancellationToken cancellationToken)
    {
        var http = Http(service);
        http.Because("To check who looks at records");
        return http.Get<LookPage>(
            QueryHelpers.AddQueryString($"api/{Path(service)}/v1/looks", new Dictionary<string, string?>
            {
                ["on"] = on?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                ["organisationId"] = organisation?.ToString(),
                ["learnerId"] = learner?.ToString(),
                ["before"] = before?.ToString(),
            }.Where(field => field.Value is not null)),
            cancellationToken);
    }

    private HttpClient Http(string service) => clients.CreateClient(NameOf(service));

    private static string Path(string service) => service.ToLowerInvariant();
}
