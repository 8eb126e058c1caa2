using Academy.Contracts.Passport;

namespace Academy.Portal.Clients;

internal sealed record CheckResult(
    Guid CheckId, DateTimeOffset CheckedAt, DateTimeOffset SharedUntil, string Name, CheckSummary Summary, IReadOnlyList<CheckedEntry> Entries,
    IReadOnlyList<HeldQualification>? Qualifications);

/// <summary>A qualification as the passport shows it; what was withdrawn stays to be seen.</summary>
internal sealed record HeldQualification(
    string Title, int? Level, DateOnly AwardedOn, string? AwardingBody, RecordedBy RecordedBy, EntryWithdrawal? Withdrawal);

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

/// <summary>The public door of the Passport service.</summary>
internal sealed class PassportClient(HttpClient http)
{
    private const int Tries = 5;

    /// <summary>The same key and input get the same answer; while the first of two is being answered, the second waits for it.</summary>
    public async Task<CheckResult> Check(string code, DateOnly dateOfBirth, string key, CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                var request = new HttpRequestMessage(HttpMethod.Post, "api/passport/v1/checks") { Content = JsonContent.Create(new { code, dateOfBirth }) };
                request.Headers.Add("Idempotency-Key", key);
                return await http.Ask<CheckResult>(request, cancellationToken);
            }
            catch (Refused refused) when (refused.Slug == "request-in-flight" && tried < Tries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300), cancellationToken);
            }
        }
    }
}
