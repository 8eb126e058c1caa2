using Academy.Contracts.Passport;

namespace Academy.Portal.Clients;

internal sealed record OwnPassport(
    Guid LearnerId, string AcademyNumber, string Name, DateTimeOffset UpdatedAt, IReadOnlyList<OwnEntry> Entries, IReadOnlyList<HeldQualification>? Qualifications)
{
    public IReadOnlyList<HeldCareCertificate> CareCertificates { get; init; } = [];
}

internal sealed record OwnEntry(
    Guid EntryId,
    string Title,
    string? VersionLabel,
    string TrainingCategory,
    DateOnly CompletedOn,
    DateOnly? ValidUntil,
    Assurance Assurance,
    bool UnderReview,
    KitemarkOnTheDay Kitemark,
    RecordedBy RecordedBy,
    decimal? DurationHours,
    DateTimeOffset RecordedAt,
    EntryWithdrawal? Withdrawal,
    DeclaredByLearner? Declared)
{
    /// <summary>The training of the same subject that was done again by this.</summary>
    public Guid? Renews { get; init; }

    public Guid? RenewedBy { get; init; }
}

internal sealed record NewShare(Guid ShareId, string Code, DateTimeOffset SharedUntil);

internal sealed record ShareList(IReadOnlyList<ListedShare> Shares);

internal sealed record ListedShare(
    Guid ShareId, IReadOnlyList<Guid>? EntryIds, DateTimeOffset CreatedAt, DateTimeOffset SharedUntil, DateTimeOffset? StoppedAt, bool IsLive);

internal sealed record ActivityPage(IReadOnlyList<ActivityLine> Activity);

internal sealed record ActivityLine(DateTimeOffset At, string What, string Who, string? Purpose);

/// <summary>A learner's own passport: what is in it, who may see it, who looked.</summary>
internal sealed class OwnPassportClient(HttpClient http)
{
    public Task<OwnPassport> Passport(Guid learner, CancellationToken cancellationToken)
        => http.Get<OwnPassport>($"api/passport/v1/learners/{learner}/passport", cancellationToken);

    public Task<NoticeList> Notices(Guid learner, CancellationToken cancellationToken)
        => http.Get<NoticeList>($"api/passport/v1/learners/{learner}/notices", cancellationToken);

    public Task<ShareList> Shares(Guid learner, CancellationToken cancellationToken)
        => http.Get<ShareList>($"api/passport/v1/learners/{learner}/shares", cancellationToken);

    public Task<ActivityPage> Activity(Guid learner, CancellationToken cancellationToken)
        => http.Get<ActivityPage>($"api/passport/v1/learners/{learner}/activity", cancellationToken);

    /// <param name="entries">None means all, those still to come too.</param>
    /// <param name="key">The same key gets the same share.</param>
    public Task<NewShare> Share(Guid learner, IReadOnlyList<Guid>? entries, int days, string key, CancellationToken cancellationToken)
        => http.PostOnce<NewShare>($"api/passport/v1/learners/{learner}/shares", new { entryIds = entries, days }, key, cancellationToken);

    public Task Stop(Guid share, CancellationToken cancellationToken)
        => http.Tell(HttpMethod.Delete, $"api/passport/v1/shares/{share}", cancellationToken);
}
