using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <summary>The latest suspension or withdrawal is taken back, as if it had not been; that it was taken, and taken back, stays on record.</summary>
internal static class ReinstateKitemark
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/kitemarks/{id:guid}/reinstate", Handle).RequireScope("kitemark.decide").Idempotent().WithName(nameof(ReinstateKitemark));

    private static async Task<Ok<KitemarkResponse>> Handle(
        Guid id, ReasonRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var mark = await KitemarkDecision.OfMark(id, caller, db, time, cancellationToken);
        var others = await db.Marks.AsNoTracking().Where(m => m.SubjectId == mark.SubjectId && m.Id != id).ToListAsync(cancellationToken);
        mark.Reinstate(new Reversal(request.Reason.Trim(), now, caller.Subject), others.Select(other => other.Period));
        db.Say(new KitemarkReinstated(mark.Id, mark.Version, mark.Subject, mark.SubjectId, mark.Period.Said(), now));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(KitemarkResponse.Of(mark));
    }
}
