using Academy.Contracts.Kitemark;
using Microsoft.AspNetCore.Http.Extensions;

namespace Academy.Portal.Clients;

internal sealed record MarkList(IReadOnlyList<ListedMark> Items, string? Next);

/// <param name="EndedBy">The decision that keeps it from being in force.</param>
internal sealed record ListedMark(
    Guid KitemarkId, string OrganisationName, string? CourseTitle, string? VersionLabel, DateOnly From, DateOnly LastDay, MarkDecisionKind? EndedBy);

internal sealed record RenewalList(IReadOnlyList<RenewalItem> Items, string? Next);

/// <param name="State">NotYet, Open, Applied or Lapsed.</param>
internal sealed record RenewalItem(
    Guid KitemarkId,
    KitemarkSubject Subject,
    Guid SubjectId,
    string OrganisationName,
    string? CourseTitle,
    string? VersionLabel,
    DateOnly Until,
    string State,
    DateOnly RenewalFrom,
    Guid? ApplicationId,
    ReviewDue Review,
    bool IsReviewDue)
{
    public string Name => MarkNames.Of(OrganisationName, CourseTitle, VersionLabel);
}

/// <summary>The days between which the Academy looks at a mark again.</summary>
internal sealed record ReviewDue(DateOnly From, DateOnly Until);

/// <summary>A mark with everything decided about it. Reasons and findings are never translated.</summary>
/// <param name="Steps">What whoever asks may do with it now.</param>
internal sealed record MarkDetail(
    Guid KitemarkId,
    KitemarkSubject Subject,
    Guid SubjectId,
    Guid OrganisationId,
    string OrganisationName,
    CourseApplied? Course,
    bool IsInForce,
    MarkPeriod Period,
    IReadOnlyList<MarkedPeriod> Periods,
    DateOnly RenewalFrom,
    DateOnly? ReviewedOn,
    ReviewDue Review,
    IReadOnlyList<Visit> Visits,
    IReadOnlyList<string> Steps)
{
    public string Name => MarkNames.Of(OrganisationName, Course?.Title, Course?.VersionLabel);

    public bool May(string step) => Steps.Contains(step, StringComparer.Ordinal);
}

internal sealed record MarkedPeriod(Guid KitemarkId, DateOnly From, DateOnly Until, DateOnly LastDay);

/// <summary>Somebody of the Academy goes to see the training.</summary>
/// <param name="Findings">Shown to the applicant once the application is decided.</param>
internal sealed record Visit(
    Guid VisitId,
    DateOnly PlannedOn,
    IReadOnlyList<string> Criteria,
    DateOnly? DoneOn,
    string? Findings,
    DateTimeOffset? CancelledAt,
    string? CancelledBecause,
    IReadOnlyList<string> Steps)
{
    public bool May(string step) => Steps.Contains(step, StringComparer.Ordinal);
}

internal static class MarkNames
{
    /// <summary>What carries a mark, as people call it.</summary>
    public static string Of(string provider, string? course, string? version) => course is null ? provider : $"{course} ({version})";
}

/// <summary>Marks that were granted, as the training provider that holds them and as Academy staff.</summary>
internal sealed class MarkClient(HttpClient http)
{
    private const string V1 = "api/kitemark/v1";

    public Task<MarkList> List(string? text, Guid? after, CancellationToken cancellationToken)
        => http.Get<MarkList>($"{V1}/kitemarks{Query(("q", text), ("after", after?.ToString()))}", cancellationToken);

    /// <param name="due">Renewal or Review; none for all.</param>
    public Task<RenewalList> Renewals(string? due, Guid? after, CancellationToken cancellationToken)
        => http.Get<RenewalList>($"{V1}/renewals{Query(("due", due), ("after", after?.ToString()))}", cancellationToken);

    public Task<MarkDetail> One(Guid id, CancellationToken cancellationToken) => http.Get<MarkDetail>($"{V1}/kitemarks/{id}", cancellationToken);

    /// <param name="step">suspend, withdraw or reinstate.</param>
    public Task<Decided> Decide(Guid id, string step, object content, string key, CancellationToken cancellationToken)
        => http.PostOnce<Decided>($"{V1}/kitemarks/{id}/{step}", content, key, cancellationToken);

    /// <param name="about">applications or kitemarks.</param>
    public Task<PlannedVisit> PlanVisit(string about, Guid id, DateOnly plannedOn, IReadOnlyList<string> criteria, string key, CancellationToken cancellationToken)
        => http.PostOnce<PlannedVisit>($"{V1}/{about}/{id}/visits", new { plannedOn, criteria }, key, cancellationToken);

    public Task<Visit> RecordVisit(Guid visit, DateOnly on, string findings, IReadOnlyList<string> criteria, string key, CancellationToken cancellationToken)
        => http.PostOnce<Visit>($"{V1}/visits/{visit}/done", new { on, findings, criteria }, key, cancellationToken);

    public Task<Visit> CancelVisit(Guid visit, string reason, string key, CancellationToken cancellationToken)
        => http.PostOnce<Visit>($"{V1}/visits/{visit}/cancel", new { reason }, key, cancellationToken);

    private static QueryBuilder Query(params (string Name, string? Value)[] parts)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in parts)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        return query;
    }
}

internal sealed record Decided(Guid KitemarkId);

internal sealed record PlannedVisit(IReadOnlyList<Visit> Visits);
