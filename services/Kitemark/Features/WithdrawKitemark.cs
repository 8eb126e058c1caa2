using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Kitemark.Features;

internal static class WithdrawKitemark
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/kitemarks/{id:guid}/withdraw", Handle).RequireScope("kitemark.decide").Idempotent().WithName(nameof(WithdrawKitemark));

    private static async Task<Ok<KitemarkResponse>> Handle(
        Guid id, DecisionRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var decision = request.As(MarkDecisionKind.Withdrawn, caller, time);
        var mark = await KitemarkDecision.Take(id, decision, caller, db, time, cancellationToken);
        db.Say(new KitemarkWithdrawn(mark.Id, mark.Version, mark.Subject, mark.SubjectId, mark.Period.Said(), decision.DecidedAt));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(KitemarkResponse.Of(mark));
    }
}
