using System.Net;
using Academy.Pages;
using Academy.ServiceDefaults;

namespace Academy.Portal.Clients;

internal sealed record EvidenceQueue(int Waiting, IReadOnlyList<WaitingEvidence> Checks, string? Next);

internal sealed record WaitingEvidence(Guid EntryId, string Title, string TrainingCategory, DateOnly CompletedOn, DateTimeOffset Since, int Files);

internal sealed record EvidenceCheck(
    Guid LearnerId, string Name, DateOnly DateOfBirth, string AcademyNumber, OwnEntry Entry, DateTimeOffset Since, IReadOnlyList<SentFile> Evidence,
    IReadOnlyList<string> Signals, int Refusals);

/// <param name="Kind">Pdf, Png or Jpeg.</param>
/// <param name="Scan">Clean or NotScanned.</param>
internal sealed record SentFile(Guid EvidenceId, string Kind, int Bytes, DateTimeOffset SentAt, string Scan)
{
    public bool IsPicture => Kind != "Pdf";
}

/// <summary>Evidence that waits for Academy staff. Whoever it is of reads why somebody looked.</summary>
internal sealed class EvidenceCheckClient
{
    private const string WhyWeLook = "To check the certificate you sent";

    private readonly HttpClient _http;

    public EvidenceCheckClient(HttpClient http)
    {
        _http = http;
        http.DefaultRequestHeaders.Add(Purpose.Header, WhyWeLook);
    }

    public Task<EvidenceQueue> Queue(Guid? after, CancellationToken cancellationToken)
        => _http.Get<EvidenceQueue>($"api/passport/v1/evidence-checks{(after is null ? "" : $"?after={after}")}", cancellationToken);

    public Task<EvidenceCheck> Check(Guid entry, CancellationToken cancellationToken)
        => _http.Get<EvidenceCheck>($"api/passport/v1/evidence-checks/{entry}", cancellationToken);

    /// <param name="refusal">Why it is not accepted; none means it is.</param>
    /// <param name="key">The same key and decision get the same answer.</param>
    public Task<OwnEntry> Decide(Guid entry, IReadOnlyList<Guid> seen, string? refusal, string? note, string key, CancellationToken cancellationToken)
        => _http.PostOnce<OwnEntry>($"api/passport/v1/evidence-checks/{entry}/decision", new { seenEvidenceIds = seen, refusal, note }, key, cancellationToken);

    /// <summary>The file as it was sent, and what it is.</summary>
    public async Task<(byte[] Content, string Type)> File(Guid learner, Guid file, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri($"api/passport/v1/learners/{learner}/evidence/{file}", UriKind.Relative), cancellationToken);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => (await answer.Content.ReadAsByteArrayAsync(cancellationToken), answer.Content.Headers.ContentType!.ToString()),
                HttpStatusCode.NotFound => throw new NotThere(),
                _ => throw new ServiceDown(),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ServiceDown();
        }
    }
}
