using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record ListApplicationsResponse(IReadOnlyList<ListedApplication> Items, string? Next);

public sealed record ListedApplication(
    Guid ApplicationId,
    ApplicationState State,
    KitemarkSubject Subject,
    Guid SubjectId,
    Guid? TrainingProviderId,
    string? TrainingProviderName,
    string? AgencyName,
    string? CourseTitle,
    DateTimeOffset StartedAt,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset? DecidedAt);

/// <summary>The Academy's queue, oldest first; a training provider or an agency sees its own.</summary>
internal static class ListApplications
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/applications", Handle).RequireScope("kitemark.write").WithName(nameof(ListApplications));

    private static async Task<Ok<ListApplicationsResponse>> Handle(
        ApplicationState? state, Guid? after, [Range(1, 100)] int? limit, Caller caller, KitemarkDb db, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!caller.IsAcademy && caller.Kind != OrganisationKind.TrainingProvider && !await IsAgency(caller, db, cancellationToken))
        {
            throw new NotThere();
        }

        var size = limit ?? 25;
        var found = await (
            from application in db.Applications.AsNoTracking()
            where (caller.IsAcademy || (application.TrainingProviderId ?? application.AgencyId) == caller.OrganisationId)
                && (state == null || application.State == state)
                && (after == null || application.Id > after)
            join p in db.Providers on application.TrainingProviderId equals p.Id into providers
            from provider in providers.DefaultIfEmpty()
            join g in db.Agencies on application.AgencyId equals g.Id into agencies
            from agency in agencies.DefaultIfEmpty()
            join v in db.CourseVersions on application.SubjectId equals v.Id into versions
            from version in versions.DefaultIfEmpty()
            join c in db.Courses on version.CourseId equals c.Id into courses
            from course in courses.DefaultIfEmpty()
            orderby application.Id
            select new ListedApplication(
                application.Id,
                application.State,
                application.Subject,
                application.SubjectId,
                application.TrainingProviderId,
                provider == null ? null : provider.Name,
                agency == null ? null : agency.Name,
                course == null ? null : course.Title,
                application.StartedAt,
                application.SubmittedAt,
                application.DecidedAt)).Take(size + 1).ToListAsync(cancellationToken);
        var items = found.Take(size).ToList();
        return TypedResults.Ok(new ListApplicationsResponse(items, found.Count > size ? Next(request, state, items[^1].ApplicationId, size) : null));
    }

    internal static Task<bool> IsAgency(Caller caller, KitemarkDb db, CancellationToken cancellationToken)
        => db.Agencies.AnyAsync(agency => agency.Id == caller.OrganisationId && agency.IsAgency && caller.Kind == OrganisationKind.Employer, cancellationToken);

    private static string Next(HttpRequest request, ApplicationState? state, Guid after, int size)
    {
        var query = new QueryBuilder { { "after", after.ToString() }, { "limit", size.ToString(System.Globalization.CultureInfo.InvariantCulture) } };
        if (state is not null)
        {
            query.Add("state", state.Value.ToString());
        }

        return $"{request.Path}{query}";
    }
}
