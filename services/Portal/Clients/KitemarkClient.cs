using System.Globalization;
using Academy.Contracts.Kitemark;
using Microsoft.AspNetCore.Http.Extensions;

namespace Academy.Portal.Clients;

internal sealed record RegisterPage(DateOnly On, IReadOnlyList<RegisterItem> Items, string? Next);

/// <summary>A mark in force: of a course version, which then has a provider, or of an agency.</summary>
internal sealed record RegisterItem(
    Guid KitemarkId,
    Guid? TrainingProviderId,
    string? TrainingProviderName,
    Guid? AgencyId,
    string? AgencyName,
    Guid? CourseId,
    string? Title,
    string? VersionLabel,
    string? Mode,
    string? Language,
    MarkPeriod Period);

internal sealed record RegisteredTrainers(IReadOnlyList<RegisteredTrainer> Items);

/// <summary>A trainer who may teach a subject.</summary>
internal sealed record RegisteredTrainer(string Name, string TrainingCategory, MarkPeriod Period);

/// <summary>What is asked of the register; what is left out narrows nothing.</summary>
/// <param name="Subject">Code of a training category.</param>
/// <param name="Language">Of teaching, by its ISO 639 code.</param>
internal sealed record RegisterSearch(
    KitemarkSubject Kind, string? Text, DateOnly On, Guid? After = null, int? Subject = null, string? Mode = null, string? Language = null, Guid? Provider = null);

internal sealed record Course(
    Guid CourseId,
    string Title,
    string TrainingCategory,
    Guid TrainingProviderId,
    string TrainingProviderName,
    Qualification? Qualification,
    IReadOnlyList<CourseVersion> Versions);

/// <summary>The ASC-WDS qualification a course leads to.</summary>
internal sealed record Qualification(string Title);

internal sealed record CourseVersion(
    Guid CourseVersionId,
    string VersionLabel,
    decimal DurationHours,
    decimal PricePounds,
    int? ValidityMonths,
    string Mode,
    string? Language,
    CareCertificate? CareCertificate);

/// <summary>The standards a course version teaches, of the Care Certificate of a year.</summary>
internal sealed record CareCertificate(int Version, IReadOnlyList<CareStandard> Standards);

internal sealed record CareStandard(int Number, string Name);

internal sealed record CourseStanding(DateOnly On, ProviderLink Provider, IReadOnlyList<VersionLink> Versions);

internal sealed record ProviderLink(Guid TrainingProviderId, string Name, MarkStanding Standing);

internal sealed record VersionLink(Guid CourseVersionId, string VersionLabel, MarkStanding Standing);

internal sealed record MarkStanding(bool IsMarked, MarkPeriod? Period);

internal sealed record ProviderStanding(Guid TrainingProviderId, string Name, DateOnly On, MarkStanding Standing);

internal sealed record AgencyStanding(Guid AgencyId, string Name, DateOnly On, MarkStanding Standing);

/// <summary>The public register, as the Kitemark service tells it.</summary>
internal sealed class KitemarkClient(HttpClient http)
{
    public const int PageSize = 20;

    public Task<RegisterPage> Register(RegisterSearch search, CancellationToken cancellationToken, int size = PageSize)
    {
        var query = new QueryBuilder
        {
            { "kind", search.Kind.ToString() }, { "on", Iso(search.On) }, { "limit", size.ToString(CultureInfo.InvariantCulture) },
        };
        foreach (var (name, value) in new (string, string?)[]
        {
            ("q", search.Text),
            ("after", search.After?.ToString()),
            ("subject", search.Subject?.ToString(CultureInfo.InvariantCulture)),
            ("mode", search.Mode),
            ("language", search.Language),
            ("provider", search.Provider?.ToString()),
        })
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        return http.Get<RegisterPage>($"api/kitemark/v1/register{query}", cancellationToken);
    }

    /// <summary>Who may teach what for a training provider on a day, 100 at most.</summary>
    public Task<RegisteredTrainers> Trainers(Guid providerId, DateOnly on, CancellationToken cancellationToken)
        => http.Get<RegisteredTrainers>($"api/kitemark/v1/register/trainers?provider={providerId}&on={Iso(on)}&limit=100", cancellationToken);

    public Task<AgencyStanding> AgencyStanding(Guid id, DateOnly on, CancellationToken cancellationToken)
        => http.Get<AgencyStanding>($"api/kitemark/v1/agencies/{id}/standing?on={Iso(on)}", cancellationToken);

    public Task<Course> Course(Guid id, CancellationToken cancellationToken)
        => http.Get<Course>($"api/kitemark/v1/courses/{id}", cancellationToken);

    public Task<CourseStanding> CourseStanding(Guid id, DateOnly on, CancellationToken cancellationToken)
        => http.Get<CourseStanding>($"api/kitemark/v1/courses/{id}/standing?on={Iso(on)}", cancellationToken);

    public Task<ProviderStanding> ProviderStanding(Guid id, DateOnly on, CancellationToken cancellationToken)
        => http.Get<ProviderStanding>($"api/kitemark/v1/providers/{id}/standing?on={Iso(on)}", cancellationToken);

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
