using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Kitemark.Features;

internal static class SuspendKitemark
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/kitemarks/{id:guid}/suspend", Handle).RequireScope("kitemark.decide").Idempotent().WithName(nameof(SuspendKitemark));

    private static async Task<Ok<KitemarkResponse>> Handle(
        Guid id, DecisionRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var decision = request.As(MarkDecisionKind.Suspended, caller, time);
        var mark = await KitemarkDecision.Take(id, decision, caller, db, time, cancellationToken);
        db.Say(new KitemarkSuspended(mark.Id, mark.Version, mark.Subject, mark.SubjectId, mark.Period.Said(), decision.DecidedAt));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(KitemarkResponse.Of(mark));
    }
}
