namespace Academy.Portal.Clients;

/// <param name="Reason">With no: unknown, used or expired.</param>
internal sealed record CodeAnswer(bool Eligible, string? Offer, DateOnly? ValidUntil, string? Reason);

/// <summary>What a benefit partner asks.</summary>
internal sealed class BenefitsClient(HttpClient http)
{
    /// <summary>Uses the code up; the same key gets the same answer.</summary>
    public Task<CodeAnswer> Check(string code, string key, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "api/benefits/v1/checks") { Content = JsonContent.Create(new { code }) };
        request.Headers.Add("Idempotency-Key", key);
        return http.Ask<CodeAnswer>(request, cancellationToken);
    }
}
