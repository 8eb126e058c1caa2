using Academy.Contracts.Passport;

namespace Academy.Portal.Clients;

internal sealed record CheckResult(
    Guid CheckId, DateTimeOffset CheckedAt, DateTimeOffset SharedUntil, string Name, CheckSummary Summary, IReadOnlyList<CheckedEntry> Entries,
    IReadOnlyList<HeldQualification>? Qualifications)
{
    /// <summary>The receipt of the check as it was signed.</summary>
    public string? Jws { get; init; }

    /// <summary>Entries that would be kitemarked, had a kitemark of theirs not been taken back.</summary>
    public int TakenBack => Entries.Count(entry =>
        entry.Withdrawal is null && !entry.Kitemark.WasKitemarked && entry.Kitemark.Links.Any(link => link is { InForce: false, SinceEndedFrom: not null }));
}

/// <summary>A qualification as the passport shows it; what was withdrawn stays to be seen.</summary>
internal sealed record HeldQualification(
    string Title, int? Level, DateOnly AwardedOn, string? AwardingBody, RecordedBy RecordedBy, EntryWithdrawal? Withdrawal)
{
    public Guid QualificationId { get; init; }

    public Assurance Assurance { get; init; }
}

internal sealed record CheckSummary(int Entries, int Expired, int UnderReview, int NotKitemarked, int Withdrawn);

internal sealed record CheckedEntry(
    Guid EntryId,
    string Title,
    DateOnly CompletedOn,
    DateOnly? ValidUntil,
    RecordedBy RecordedBy,
    Assurance Assurance,
    KitemarkOnTheDay Kitemark,
    bool UnderReview,
    EntryWithdrawal? Withdrawal);

internal sealed record EntryWithdrawal(DateTimeOffset At, string Reason);

internal sealed record RecordedBy(string? TrainingProvider, string? Trainer, string? Employer);

internal sealed record KitemarkOnTheDay(bool WasKitemarked, IReadOnlyList<KitemarkLink> Links);

internal sealed record KitemarkLink(
    string Link, string Name, bool InForce, Guid? MarkId, DateOnly? From, DateOnly? Until, string? WhyNot, DateOnly? SinceEndedFrom);

/// <summary>Each question about a credential, answered by itself.</summary>
/// <param name="Credential">What was signed, where the signature is good.</param>
internal sealed record CredentialFindings(
    string Issuer, CredentialFinding Signature, CredentialFinding IssuerTrusted, CredentialFinding Dates, CredentialFinding Revocation, CredentialFinding Suspension,
    CredentialFinding KitemarkedOnTheDay, System.Text.Json.JsonElement? Credential);

/// <param name="Outcome">Passed, Failed or CouldNotCheck.</param>
/// <param name="Reason">In English.</param>
internal sealed record CredentialFinding(string Outcome, string Reason);

/// <summary>The public door of the Passport service.</summary>
internal sealed class PassportClient(HttpClient http)
{
    public Task<ReceiptFindings> VerifyReceipt(string receipt, CancellationToken cancellationToken)
        => http.Ask<ReceiptFindings>(new HttpRequestMessage(HttpMethod.Post, "api/passport/v1/reliance-receipts/verify") { Content = JsonContent.Create(new { receipt }) }, cancellationToken);

    public Task<CredentialFindings> VerifyCredential(string credential, CancellationToken cancellationToken)
        => http.Ask<CredentialFindings>(new HttpRequestMessage(HttpMethod.Post, "api/passport/v1/credentials/verify") { Content = JsonContent.Create(new { credential }) }, cancellationToken);

    /// <summary>The same key and input get the same answer.</summary>
    public Task<CheckResult> Check(string code, DateOnly dateOfBirth, string key, CancellationToken cancellationToken)
        => http.PostOnce<CheckResult>("api/passport/v1/checks", new { code, dateOfBirth }, key, cancellationToken);
}
