using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Kitemark.Features;

internal static class CancelVisit
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/visits/{id:guid}/cancel", Handle).RequireScope("kitemark.decide").Idempotent().WithName(nameof(CancelVisit));

    private static async Task<Ok<VisitResponse>> Handle(
        Guid id, ReasonRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireReviewer();
        var (visit, application) = await db.LockVisit(id, cancellationToken);
        var judge = await db.JudgeOf(caller, time, cancellationToken);
        visit.Cancel(request.Reason.Trim(), judge, application, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(VisitResponse.Of(visit, seesFindings: true, judge.StepsOf(visit, application), isAcademy: true));
    }
}
