using Academy.ServiceDefaults;

namespace Academy.Portal.Clients;

internal sealed record OwnDisputes(IReadOnlyList<Dispute> Disputes);

/// <summary>What a learner says is wrong with a record, and what was said to it.</summary>
/// <param name="Claim">WrongDay, WrongCourse, NotMine or SomethingElse.</param>
/// <param name="AnswerBy">Until when whoever's turn it is should have answered.</param>
/// <param name="Outcome">Corrected, Withdrawn or Stands, once it is settled.</param>
internal sealed record Dispute(
    Guid DisputeId,
    string Claim,
    DisputeState State,
    DateTimeOffset Since,
    DateTimeOffset? AnswerBy,
    bool MayAskAcademy,
    string? Outcome,
    IReadOnlyList<DisputeLine> Lines,
    OwnEntry Entry,
    DisputedBy? Whose)
{
    public DateOnly? AnswerOn => AnswerBy is { } by ? DateOnly.FromDateTime(by.UtcDateTime) : null;
}

/// <param name="By">Learner, Issuer or Academy.</param>
internal sealed record DisputeLine(string By, DateTimeOffset At, string Words);

internal sealed record DisputedBy(Guid LearnerId, string Name, string AcademyNumber);

/// <summary>Whose turn it is.</summary>
internal enum DisputeState
{
    WithIssuer,
    Answered,
    WithAcademy,
    Upheld,
    Settled,
}

internal sealed record DisputeQueue(int Waiting, IReadOnlyList<WaitingDispute> Disputes, string? Next);

internal sealed record WaitingDispute(Guid DisputeId, string Title, DateOnly CompletedOn, string Claim, DisputeState State, DateTimeOffset Since, DateTimeOffset AnswerBy)
{
    public DateOnly AnswerOn => DateOnly.FromDateTime(AnswerBy.UtcDateTime);
}

/// <summary>Records that learners say are wrong. Of Academy staff the learner reads why they looked.</summary>
internal sealed class DisputeClient
{
    private const string WhyWeLook = "To answer what you said is wrong with a record";

    private readonly HttpClient _http;

    public DisputeClient(HttpClient http)
    {
        _http = http;
        http.DefaultRequestHeaders.Add(Purpose.Header, WhyWeLook);
    }

    public Task<OwnDisputes> Own(Guid learner, CancellationToken cancellationToken)
        => _http.Get<OwnDisputes>($"api/passport/v1/learners/{learner}/disputes", cancellationToken);

    /// <summary>The first report of a record, or something to add to it.</summary>
    public Task<Dispute> Report(Guid entry, string claim, string words, string key, CancellationToken cancellationToken)
        => _http.PostOnce<Dispute>($"api/passport/v1/entries/{entry}/dispute", new { claim, words }, key, cancellationToken);

    public Task<Dispute> AskAcademy(Guid dispute, string words, string key, CancellationToken cancellationToken)
        => _http.PostOnce<Dispute>($"api/passport/v1/disputes/{dispute}/ask-academy", new { words }, key, cancellationToken);

    public Task<DisputeQueue> Queue(Guid? after, CancellationToken cancellationToken)
        => _http.Get<DisputeQueue>($"api/passport/v1/disputes{(after is null ? "" : $"?after={after}")}", cancellationToken);

    public Task<Dispute> One(Guid dispute, CancellationToken cancellationToken)
        => _http.Get<Dispute>($"api/passport/v1/disputes/{dispute}", cancellationToken);

    /// <param name="seen">How many lines there were on the page.</param>
    public Task<Dispute> Answer(Guid dispute, bool recordIsRight, string words, int seen, string key, CancellationToken cancellationToken)
        => _http.PostOnce<Dispute>($"api/passport/v1/disputes/{dispute}/answer", new { entryIsRight = recordIsRight, words, seenLines = seen }, key, cancellationToken);
}
