using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record GetApplicationResponse(
    Guid ApplicationId,
    ApplicationState State,
    KitemarkSubject Subject,
    Guid SubjectId,
    Guid TrainingProviderId,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DecidedAt,
    string? Reason,
    Guid? KitemarkId)
{
    internal static GetApplicationResponse Of(KitemarkApplication a) => new(
        a.Id, a.State, a.Subject, a.SubjectId, a.TrainingProviderId, a.SubmittedAt, a.DecidedAt, a.Reason, a.KitemarkId);
}

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
            : TypedResults.Ok(GetApplicationResponse.Of(application));
    }
}
