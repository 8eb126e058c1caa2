using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <summary>An application and its life so far. The review is shown to the Academy; the applicant sees it once it is decided.</summary>
/// <param name="RenewsFrom">With a renewal: the first day of the new period, which follows on the old one.</param>
/// <param name="Steps">What whoever asks may do with it as it stands; what a day forbids is said when it is tried.</param>
public sealed record GetApplicationResponse(
    Guid ApplicationId,
    long Version,
    ApplicationState State,
    KitemarkSubject Subject,
    Guid SubjectId,
    Guid? TrainingProviderId,
    string? TrainingProviderName,
    AgencyApplied? Agency,
    CourseApplied? Course,
    DateTimeOffset? SubmittedAt,
    IReadOnlyList<SelfAssessment> SelfAssessment,
    IReadOnlyList<Score>? Scores,
    IReadOnlyList<VisitResponse> Visits,
    IReadOnlyList<Condition> Conditions,
    DateTimeOffset? DecidedAt,
    string? Reason,
    Guid? KitemarkId,
    DateOnly? RenewsFrom,
    IReadOnlyList<ApplicationStepTaken> History,
    IReadOnlyList<ApplicationStep> Steps)
{
    internal static async Task<GetApplicationResponse> For(
        Caller caller, KitemarkApplication a, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var judge = await db.JudgeOf(caller, time, cancellationToken);
        var provider = await db.Providers.Where(p => p.Id == a.TrainingProviderId).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken);
        var agency = await db.Agencies.Where(g => g.Id == a.AgencyId).Select(g => new AgencyApplied(g.Id, g.Name)).SingleOrDefaultAsync(cancellationToken);
        var course = await db.CourseVersions.Where(v => v.Id == a.SubjectId)
            .Join(db.Courses, v => v.CourseId, c => c.Id, (v, c) => new CourseApplied(c.Id, c.Title, v.Label)).SingleOrDefaultAsync(cancellationToken);
        var visits = await db.Visits.AsNoTracking().Where(v => v.ApplicationId == a.Id).OrderBy(v => v.Id).ToListAsync(cancellationToken);
        var renewed = a.Renews is null ? null : await db.Marks.AsNoTracking().SingleOrDefaultAsync(m => m.Id == a.Renews, cancellationToken);
        var seesReview = caller.IsAcademy || a.DecidedAt is not null;
        return new(
            a.Id,
            a.Version,
            a.State,
            a.Subject,
            a.SubjectId,
            a.TrainingProviderId,
            provider,
            agency,
            course,
            a.SubmittedAt,
            a.SelfAssessments,
            seesReview ? a.Scores : null,
            [.. visits.Select(visit => VisitResponse.Of(visit, seesReview, judge.StepsOf(visit, a), caller.IsAcademy))],
            a.Conditions,
            a.DecidedAt,
            a.Reason,
            a.KitemarkId,
            renewed is { EndsByItself: true } ? renewed.Until.AddDays(1) : null,
            [.. a.History.Select(e => new ApplicationStepTaken(e.Step, e.State, e.At, caller.IsAcademy ? e.By : null, e.Note))],
            judge.StepsOf(a));
    }
}

/// <summary>The agency that applies, where it is not a training provider.</summary>
public sealed record AgencyApplied(Guid AgencyId, string Name);

/// <summary>The course version an application is for, where it is not for the training provider itself.</summary>
public sealed record CourseApplied(Guid CourseId, string Title, string VersionLabel);

/// <param name="By">Who at the Academy or the applicant's took the step; shown to the Academy only.</param>
public sealed record ApplicationStepTaken(ApplicationStep Step, ApplicationState State, DateTimeOffset At, string? By, string? Note);

internal static class GetApplication
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/applications/{id:guid}", Handle).RequireScope("kitemark.write").WithName(nameof(GetApplication));

    private static async Task<Results<Ok<GetApplicationResponse>, StatusCodeHttpResult>> Handle(
        Guid id, Caller caller, KitemarkDb db, HttpContext http, TimeProvider time, CancellationToken cancellationToken)
    {
        var application = await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new NotThere();
        caller.RequireApplicantOrAcademy(application);
        http.Response.Headers.ETag = EntityTag.Of(application.Version);
        return EntityTag.IsKnown(http.Request, application.Version)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(await GetApplicationResponse.For(caller, application, db, time, cancellationToken));
    }
}
