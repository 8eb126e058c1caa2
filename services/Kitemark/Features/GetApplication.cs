using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <summary>An application and its life so far. The review is shown to the Academy; the applicant sees it once it is decided.</summary>
public sealed record GetApplicationResponse(
    Guid ApplicationId,
    long Version,
    ApplicationState State,
    KitemarkSubject Subject,
    Guid SubjectId,
    Guid TrainingProviderId,
    DateTimeOffset? SubmittedAt,
    IReadOnlyList<SelfAssessment> SelfAssessment,
    IReadOnlyList<Score>? Scores,
    SiteVisit? Visit,
    IReadOnlyList<Condition> Conditions,
    DateTimeOffset? DecidedAt,
    string? Reason,
    Guid? KitemarkId,
    IReadOnlyList<ApplicationStepTaken> History)
{
    internal static GetApplicationResponse For(Caller caller, KitemarkApplication a)
    {
        var seesReview = caller.IsAcademy || a.DecidedAt is not null;
        return new(
            a.Id,
            a.Version,
            a.State,
            a.Subject,
            a.SubjectId,
            a.TrainingProviderId,
            a.SubmittedAt,
            a.SelfAssessments,
            seesReview ? a.Scores : null,
            seesReview ? a.Visit : null,
            a.Conditions,
            a.DecidedAt,
            a.Reason,
            a.KitemarkId,
            [.. a.History.Select(e => new ApplicationStepTaken(e.Step, e.State, e.At, caller.IsAcademy ? e.By : null, e.Note))]);
    }
}

/// <param name="By">Who at the Academy or the applicant's took the step; shown to the Academy only.</param>
public sealed record ApplicationStepTaken(ApplicationStep Step, ApplicationState State, DateTimeOffset At, string? By, string? Note);

internal static class GetApplication
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/applications/{id:guid}", Handle).RequireScope("kitemark.write").WithName(nameof(GetApplication));

    private static async Task<Results<Ok<GetApplicationResponse>, StatusCodeHttpResult>> Handle(
        Guid id, Caller caller, KitemarkDb db, HttpContext http, CancellationToken cancellationToken)
    {
        var application = await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new NotThere();
        caller.RequireProviderOrAcademy(application.TrainingProviderId);
        http.Response.Headers.ETag = EntityTag.Of(application.Version);
        return EntityTag.IsKnown(http.Request, application.Version)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(GetApplicationResponse.For(caller, application));
    }
}
