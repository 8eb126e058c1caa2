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

/// <param name="ConditionOverdueSince">The day by which a condition was to be answered and was not; none where none is overdue.</param>
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
    DateTimeOffset? DecidedAt,
    DateOnly? ConditionOverdueSince);

/// <summary>The Academy's queue, oldest first; a training provider or an agency sees its own.</summary>
internal static class ListApplications
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/applications", Handle).RequireScope("kitemark.write").WithName(nameof(ListApplications));

    /// <param name="overdue">Only those with a condition that was not answered by its day.</param>
    private static async Task<Ok<ListApplicationsResponse>> Handle(
        ApplicationState? state,
        bool? overdue,
        Guid? after,
        [Range(1, 100)] int? limit,
        Caller caller,
        KitemarkDb db,
        TimeProvider time,
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!caller.IsAcademy && caller.Kind != OrganisationKind.TrainingProvider && !await IsAgency(caller, db, cancellationToken))
        {
            throw new NotThere();
        }

        var (today, size) = (time.Today(), limit ?? 25);
        var found = await (
            from application in db.Applications.AsNoTracking()
            where (caller.IsAcademy || (application.TrainingProviderId ?? application.AgencyId) == caller.OrganisationId)
                && (state == null || application.State == state)
                && (overdue != true || (application.State == ApplicationState.ConditionsSet && application.ConditionDueOn < today))
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
                application.DecidedAt,
                application.State == ApplicationState.ConditionsSet && application.ConditionDueOn < today ? application.ConditionDueOn : null)).Take(size + 1).ToListAsync(cancellationToken);
        var items = found.Take(size).ToList();
        return TypedResults.Ok(new ListApplicationsResponse(items, found.Count > size ? Next(request, state, overdue, items[^1].ApplicationId, size) : null));
    }

    internal static Task<bool> IsAgency(Caller caller, KitemarkDb db, CancellationToken cancellationToken)
        => db.Agencies.AnyAsync(agency => agency.Id == caller.OrganisationId && agency.IsAgency && caller.Kind == OrganisationKind.Employer, cancellationToken);

    private static string Next(HttpRequest request, ApplicationState? state, bool? overdue, Guid after, int size)
    {
        var query = new QueryBuilder { { "after", after.ToString() }, { "limit", size.ToString(System.Globalization.CultureInfo.InvariantCulture) } };
        if (state is not null)
        {
            query.Add("state", state.Value.ToString());
        }

        if (overdue is true)
        {
            query.Add("overdue", "true");
        }

        return $"{request.Path}{query}";
    }
}
