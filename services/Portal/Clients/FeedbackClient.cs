namespace Academy.Portal.Clients;

/// <param name="Counts">How many chose each answer, from 1 (very unhappy) to 5 (very happy).</param>
internal sealed record FeedbackPage(IReadOnlyList<int> Counts, IReadOnlyList<FeedbackWords> Comments, string? Next);

internal sealed record FeedbackWords(DateOnly GivenOn, int Satisfaction, string Comment);

/// <summary>What people say of the service at /feedback.</summary>
internal sealed class FeedbackClient(HttpClient http)
{
    /// <param name="before">The last of the page before.</param>
    public Task<FeedbackPage> Page(long? before, CancellationToken cancellationToken)
        => http.Get<FeedbackPage>($"api/identity/v1/feedback{(before is null ? "" : $"?before={before}")}", cancellationToken);
}
