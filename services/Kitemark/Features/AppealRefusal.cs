using System.ComponentModel.DataAnnotations;
using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Kitemark.Features;

public sealed record AppealRequest([Required, StringLength(4000, MinimumLength = 1)] string Grounds);

/// <param name="Uphold">Yes: the application is reviewed again. No: the refusal stands for good.</param>
public sealed record AppealDecisionRequest([Required] bool? Uphold, [Required, StringLength(1000, MinimumLength = 1)] string Reason);

/// <summary>A refusal is looked at again, within 28 days, by somebody who took no part in it.</summary>
internal static class AppealRefusal
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/applications/{id:guid}/appeal", Appeal).RequireScope("kitemark.write").Idempotent().WithName(nameof(AppealRefusal));
        app.MapPost("/applications/{id:guid}/appeal/decision", Decide).RequireScope("kitemark.decide").Idempotent().WithName("DecideAppeal");
    }

    private static async Task<Ok<GetApplicationResponse>> Appeal(
        Guid id, AppealRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var application = await db.LockApplication(id, cancellationToken);
        caller.RequireApplicant(application);
        application.Appeal(request.Grounds.Trim(), caller.Subject, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await GetApplicationResponse.For(caller, application, db, time, cancellationToken));
    }

    private static async Task<Ok<GetApplicationResponse>> Decide(
        Guid id, AppealDecisionRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireKitemarkLead();
        var application = await db.LockApplication(id, cancellationToken);
        application.DecideAppeal(request.Uphold!.Value, await db.JudgeOf(caller, time, cancellationToken), request.Reason.Trim(), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await GetApplicationResponse.For(caller, application, db, time, cancellationToken));
    }
}
