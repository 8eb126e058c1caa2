namespace Academy.Portal.Clients;

/// <param name="Reason">With no: unknown, used or expired.</param>
internal sealed record CodeAnswer(bool Eligible, string? Offer, DateOnly? ValidUntil, string? Reason);

internal sealed record BenefitList(IReadOnlyList<Benefit> Benefits);

/// <param name="Offer">Offer, partner and description are never translated.</param>
/// <param name="Reasons">Why it is theirs or is not yet, in English.</param>
internal sealed record Benefit(
    Guid OfferId, string Offer, string Partner, string Description, bool Eligible, IReadOnlyList<string> Reasons, DateOnly? ValidUntil);

internal sealed record NewCode(string Code, DateTimeOffset ExpiresAt);

/// <summary>What a learner may have, and what a benefit partner asks.</summary>
internal sealed class BenefitsClient(HttpClient http)
{
    public Task<BenefitList> Benefits(Guid learner, CancellationToken cancellationToken)
        => http.Get<BenefitList>($"api/benefits/v1/learners/{learner}/benefits", cancellationToken);

    /// <summary>The same key gets the same code; another one ends it.</summary>
    public Task<NewCode> Code(Guid learner, Guid offer, string key, CancellationToken cancellationToken)
        => http.PostOnce<NewCode>($"api/benefits/v1/learners/{learner}/codes", new { offerId = offer }, key, cancellationToken);

    /// <summary>Uses the code up; the same key gets the same answer.</summary>
    public Task<CodeAnswer> Check(string code, string key, CancellationToken cancellationToken)
        => http.PostOnce<CodeAnswer>("api/benefits/v1/checks", new { code }, key, cancellationToken);
}
