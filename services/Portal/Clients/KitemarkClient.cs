using System.Globalization;
using Academy.Contracts.Kitemark;
using Microsoft.AspNetCore.Http.Extensions;

namespace Academy.Portal.Clients;

internal sealed record RegisterPage(DateOnly On, IReadOnlyList<RegisterItem> Items, string? Next);

internal sealed record RegisterItem(
    Guid KitemarkId, Guid TrainingProviderId, string TrainingProviderName, Guid? CourseId, string? Title, string? VersionLabel, MarkPeriod Period);

internal sealed record Course(
    Guid CourseId, string Title, string TrainingCategory, Guid TrainingProviderId, string TrainingProviderName, IReadOnlyList<CourseVersion> Versions);

internal sealed record CourseVersion(
    Guid CourseVersionId, string VersionLabel, decimal DurationHours, decimal PricePounds, int? ValidityMonths, string Mode);

internal sealed record CourseStanding(DateOnly On, ProviderLink Provider, IReadOnlyList<VersionLink> Versions);

internal sealed record ProviderLink(Guid TrainingProviderId, string Name, MarkStanding Standing);

internal sealed record VersionLink(Guid CourseVersionId, string VersionLabel, MarkStanding Standing);

internal sealed record MarkStanding(bool IsMarked, MarkPeriod? Period);

internal sealed record ProviderStanding(Guid TrainingProviderId, string Name, DateOnly On, MarkStanding Standing);

/// <summary>The public register, as the Kitemark service tells it.</summary>
internal sealed class KitemarkClient(HttpClient http)
{
    public const int PageSize = 20;

    public Task<RegisterPage> Courses(string? text, DateOnly? on, Guid? after, CancellationToken cancellationToken, int size = PageSize)
    {
        var query = new QueryBuilder { { "kind", nameof(KitemarkSubject.CourseVersion) }, { "limit", size.ToString(CultureInfo.InvariantCulture) } };
        if (text is not null)
        {
            query.Add("q", text);
        }

        if (on is { } day)
        {
            query.Add("on", Iso(day));
        }

        if (after is { } last)
        {
            query.Add("after", last.ToString());
        }

        return http.Get<RegisterPage>($"api/kitemark/v1/register{query}", cancellationToken);
    }

    public Task<Course> Course(Guid id, CancellationToken cancellationToken)
        => http.Get<Course>($"api/kitemark/v1/courses/{id}", cancellationToken);

    public Task<CourseStanding> CourseStanding(Guid id, DateOnly on, CancellationToken cancellationToken)
        => http.Get<CourseStanding>($"api/kitemark/v1/courses/{id}/standing?on={Iso(on)}", cancellationToken);

    public Task<ProviderStanding> ProviderStanding(Guid id, DateOnly on, CancellationToken cancellationToken)
        => http.Get<ProviderStanding>($"api/kitemark/v1/providers/{id}/standing?on={Iso(on)}", cancellationToken);

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
