namespace Academy.Portal.Clients;

internal sealed record RecordRequestQueue(IReadOnlyList<WaitingRecordRequest> Items, string? Next);

internal sealed record WaitingRecordRequest(Guid Id, string Reference, DateTimeOffset AskedAt);

internal sealed record RecordRequest(
    Guid Id, string Reference, string State, DateTimeOffset AskedAt, string? FullName, DateOnly? DateOfBirth, string? AcademyNumber, string? Employer, string? LastCourse,
    IReadOnlyList<RequestCandidate> Candidates);

/// <param name="Agreeing">What agrees with what the person says.</param>
internal sealed record RequestCandidate(Guid LearnerId, IReadOnlyList<string> Agreeing, bool HasAccount);

/// <summary>People who could not find their own record by themselves, and Academy staff who find it for them.</summary>
internal sealed class RecordRequestClient
{
    private readonly HttpClient _http;

    public RecordRequestClient(HttpClient http)
    {
        _http = http;
        http.Because("To find your training record");
    }

    public Task<RecordRequestQueue> Queue(Guid? after, CancellationToken cancellationToken)
        => _http.Get<RecordRequestQueue>($"api/identity/v1/record-requests{(after is null ? "" : $"?after={after}")}", cancellationToken);

    public Task<RecordRequest> Request(Guid id, CancellationToken cancellationToken)
        => _http.Get<RecordRequest>($"api/identity/v1/record-requests/{id}", cancellationToken);

    /// <param name="learner">Whose record it is; none means that it is not found.</param>
    public Task<object> Decide(Guid id, Guid? learner, string reason, string key, CancellationToken cancellationToken)
        => _http.PostOnce<object>($"api/identity/v1/record-requests/{id}/decision", new { accept = learner is not null, learnerId = learner, reason }, key, cancellationToken);
}
