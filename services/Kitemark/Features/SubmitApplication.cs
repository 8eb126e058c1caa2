using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Kitemark.Features;

internal static class SubmitApplication
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/applications/{id:guid}/submit", Handle).RequireScope("kitemark.write").Idempotent().WithName(nameof(SubmitApplication));

    private static async Task<Ok<GetApplicationResponse>> Handle(
        Guid id, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var application = await db.LockApplication(id, cancellationToken);
        caller.RequireApplicant(application);
        application.Submit(await db.CriteriaOn(application.Subject.Scheme(), time.Today(), cancellationToken), caller.Subject, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await GetApplicationResponse.For(caller, application, db, time, cancellationToken));
    }
}
