using System.ComponentModel.DataAnnotations;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Kitemark.Features;

/// <param name="PartnerId">A training provider or an agency.</param>
/// <param name="On">The day, Europe/London; not a day to come.</param>
/// <param name="Content">What was gone through.</param>
/// <param name="InductedBy">The name of whoever inducted the partner.</param>
public sealed record RecordInductionRequest(
    [Required] Guid? PartnerId,
    [Required] DateOnly? On,
    [Required, StringLength(2000, MinimumLength = 1)] string Content,
    [Required, StringLength(100, MinimumLength = 1)] string InductedBy);

public sealed record RecordInductionResponse(Guid InductionId);

internal static class RecordInduction
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/inductions", Handle).RequireScope("kitemark.decide").Idempotent().WithName(nameof(RecordInduction));

    private static async Task<Created<RecordInductionResponse>> Handle(
        RecordInductionRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireReviewer();
        var partner = request.PartnerId!.Value;
        await Partners.Require([partner], db, cancellationToken);
        var induction = Induction.Of(
            partner, Partners.PastDay(request.On!.Value, time), request.Content.Trim(), request.InductedBy.Trim(), caller.Subject, time.GetUtcNow());
        db.Add(induction);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/kitemark/v1/inductions?partnerId={partner}", new RecordInductionResponse(induction.Id));
    }
}
