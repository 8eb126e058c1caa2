using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Kitemark.Features;

internal static class CloseApplication
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/applications/{id:guid}/close", Handle).RequireScope("kitemark.write").Idempotent().WithName(nameof(CloseApplication));

    private static async Task<Ok<GetApplicationResponse>> Handle(
        Guid id, ReasonRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var application = await db.LockApplication(id, cancellationToken);
        caller.RequireApplicant(application);
        application.Close(caller.Subject, request.Reason.Trim(), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await GetApplicationResponse.For(caller, application, db, time, cancellationToken));
    }
}
