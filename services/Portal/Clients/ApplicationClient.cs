using Academy.Contracts.Kitemark;
using Microsoft.AspNetCore.Http.Extensions;

namespace Academy.Portal.Clients;

internal sealed record ApplicationList(IReadOnlyList<ListedApplication> Items, string? Next);

/// <param name="ConditionOverdueSince">The day by which a condition was to be answered and was not.</param>
internal sealed record ListedApplication(
    Guid ApplicationId,
    string State,
    KitemarkSubject Subject,
    string? TrainingProviderName,
    string? AgencyName,
    string? CourseTitle,
    DateTimeOffset StartedAt,
    DateTimeOffset? SubmittedAt,
    DateOnly? ConditionOverdueSince)
{
    public string Applicant => TrainingProviderName ?? AgencyName ?? "";
}

/// <summary>Somebody asks for a kitemark. What the applicant and the reviewer wrote is never translated.</summary>
/// <param name="State">Draft, Submitted, InReview, ConditionsSet, Approved, Refused, Appealed or Closed.</param>
/// <param name="RenewsFrom">With a renewal: the first day of the new period.</param>
/// <param name="Steps">What whoever asks may do now.</param>
internal sealed record Application(
    Guid ApplicationId,
    long Version,
    string State,
    KitemarkSubject Subject,
    string? TrainingProviderName,
    AgencyApplied? Agency,
    CourseApplied? Course,
    DateTimeOffset? SubmittedAt,
    IReadOnlyList<SelfAssessment> SelfAssessment,
    IReadOnlyList<Score>? Scores,
    IReadOnlyList<Visit> Visits,
    IReadOnlyList<Condition> Conditions,
    DateTimeOffset? DecidedAt,
    string? Reason,
    DateOnly? RenewsFrom,
    IReadOnlyList<StepTaken> History,
    IReadOnlyList<string> Steps)
{
    public string Applicant => TrainingProviderName ?? Agency?.Name ?? "";

    public bool May(string step) => Steps.Contains(step, StringComparer.Ordinal);
}

internal sealed record AgencyApplied(Guid AgencyId, string Name);

internal sealed record CourseApplied(Guid CourseId, string Title, string VersionLabel);

internal sealed record SelfAssessment(string Criterion, bool IsMet, string Statement);

/// <param name="Points">0 not met, 1 in part, 2 met, 3 more than met.</param>
internal sealed record Score(string Criterion, int Points, string Note);

internal sealed record Condition(int Number, string Criterion, string Text, DateOnly DueOn, string? Answer, DateTimeOffset? AcceptedAt);

internal sealed record StepTaken(string Step, DateTimeOffset At, string? Note);

internal sealed record CriteriaSet(IReadOnlyList<Criterion> Criteria);

internal sealed record Criterion(string Code, string Title, string Question);

internal sealed record StartedApplication(Guid ApplicationId);

/// <summary>Applications for a kitemark, as whoever applies and as Academy staff.</summary>
internal sealed class ApplicationClient(HttpClient http)
{
    private const string Path = "api/kitemark/v1/applications";

    /// <summary>In the place of a state: those with a condition that was not answered by its day.</summary>
    public const string Overdue = "Overdue";

    /// <param name="state">A state, or <see cref="Overdue"/>; none for all.</param>
    public Task<ApplicationList> List(string? state, Guid? after, CancellationToken cancellationToken)
    {
        var query = new QueryBuilder();
        if (state == Overdue)
        {
            query.Add("overdue", "true");
        }
        else if (state is not null)
        {
            query.Add("state", state);
        }

        if (after is { } last)
        {
            query.Add("after", last.ToString());
        }

        return http.Get<ApplicationList>($"{Path}{query}", cancellationToken);
    }

    public Task<Application> One(Guid id, CancellationToken cancellationToken) => http.Get<Application>($"{Path}/{id}", cancellationToken);

    /// <summary>What is asked: today, or of an application that was sent on the day it was.</summary>
    public Task<CriteriaSet> Criteria(KitemarkSubject subject, DateOnly on, CancellationToken cancellationToken)
        => http.Get<CriteriaSet>(
            $"api/kitemark/v1/criteria?scheme={(subject == KitemarkSubject.Agency ? "SaferStaffing" : "Kitemark")}&on={on:yyyy-MM-dd}", cancellationToken);

    public Task<StartedApplication> Start(KitemarkSubject subject, Guid subjectId, string key, CancellationToken cancellationToken)
        => http.PostOnce<StartedApplication>(Path, new { subject = subject.ToString(), subjectId }, key, cancellationToken);

    /// <param name="step">The end of its address: submit, review, close …</param>
    public Task<Application> Take(Guid id, string step, object content, string key, CancellationToken cancellationToken)
        => http.PostOnce<Application>($"{Path}/{id}/{step}", content, key, cancellationToken);

    public Task<Application> AssessOneself(Guid id, long version, IReadOnlyList<SelfAssessment> criteria, CancellationToken cancellationToken)
        => http.Replace<Application>($"{Path}/{id}/self-assessment", new { criteria }, version, cancellationToken);

    public Task<Application> Review(Guid id, long version, IReadOnlyList<Score> scores, CancellationToken cancellationToken)
        => http.Replace<Application>($"{Path}/{id}/review", new { scores }, version, cancellationToken);
}
