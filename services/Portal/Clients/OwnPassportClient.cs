using Academy.Contracts.Passport;
using Academy.Pages;
using Academy.ServiceDefaults;

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

/// <summary>A learner's passport: what is in it, who may see it, who looked. It is their own, or Academy staff say why they look.</summary>
internal sealed class OwnPassportClient(HttpClient http)
{
    public OwnPassportClient Because(string purpose)
    {
        http.Because(purpose);
        return this;
    }

    public Task<OwnPassport> Passport(Guid learner, CancellationToken cancellationToken)
        => http.Get<OwnPassport>($"api/passport/v1/learners/{learner}/passport", cancellationToken);

    /// <summary>The signed badge of an entry; none where nobody vouches for it yet, or it was withdrawn.</summary>
    public async Task<string?> Badge(Guid entry, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"api/passport/v1/entries/{entry}/credential", UriKind.Relative), cancellationToken);
            return answer.StatusCode switch
            {
                System.Net.HttpStatusCode.OK => await answer.Content.ReadAsStringAsync(cancellationToken),
                System.Net.HttpStatusCode.Conflict or System.Net.HttpStatusCode.UnprocessableEntity => null,
                System.Net.HttpStatusCode.NotFound => throw new NotThere(),
                _ => throw new ServiceDown(),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ServiceDown();
        }
    }

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
