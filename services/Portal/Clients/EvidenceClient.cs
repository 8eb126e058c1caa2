using System.Net.Http.Headers;
using Academy.Portal.Pages.Passport.Add;

namespace Academy.Portal.Clients;

/// <summary>How far the evidence has come for training a learner added.</summary>
internal enum EvidenceStanding
{
    None,
    Waiting,
    Accepted,
}

internal sealed record DeclaredByLearner(string? TaughtBy, EvidenceStanding Evidence);

internal sealed record AddedEntry(Guid EntryId);

internal sealed record SentEvidence(Guid EvidenceId);

/// <summary>Training a learner adds, and the evidence for it. Files take longer than other requests.</summary>
internal sealed class EvidenceClient(HttpClient http)
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public Task<SentEvidence> Send(Guid learner, Guid id, byte[] content, CancellationToken cancellationToken)
        => http.Ask<SentEvidence>(
            new HttpRequestMessage(HttpMethod.Put, $"api/passport/v1/learners/{learner}/evidence/{id}")
            {
                Content = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } },
            },
            cancellationToken);

    public Task<AddedEntry> Declare(Guid learner, NewTraining training, string key, CancellationToken cancellationToken)
        => http.PostOnce<AddedEntry>(
            $"api/passport/v1/learners/{learner}/entries",
            new
            {
                title = training.Title,
                trainingCategoryCode = training.Subject,
                completedOn = training.CompletedOn,
                validUntil = training.ValidUntil,
                taughtBy = training.TaughtBy,
                evidenceIds = training.FileId is { } file ? new[] { file } : null,
                isAnother = training.IsAnother,
            },
            key,
            cancellationToken);

    public Task<AddedEntry> Attach(Guid entry, Guid file, string key, CancellationToken cancellationToken)
        => http.PostOnce<AddedEntry>($"api/passport/v1/entries/{entry}/evidence", new { evidenceIds = new[] { file } }, key, cancellationToken);

    public Task<AddedEntry> Remove(Guid entry, string reason, string key, CancellationToken cancellationToken)
        => http.PostOnce<AddedEntry>($"api/passport/v1/entries/{entry}/withdraw", new { reason }, key, cancellationToken);
}
