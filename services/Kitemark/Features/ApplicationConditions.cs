using System.ComponentModel.DataAnnotations;
using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Kitemark.Features;

public sealed record SetConditionsRequest([Required, Length(1, 20)] IReadOnlyList<NewCondition> Conditions);

/// <param name="DueOn">The day by which it is to be put right, Europe/London.</param>
public sealed record NewCondition(
    [Required, StringLength(3, MinimumLength = 2)] string Criterion,
    [Required, StringLength(2000, MinimumLength = 1)] string Text,
    [Required] DateOnly? DueOn);

public sealed record AnswerConditionRequest([Required, StringLength(4000, MinimumLength = 1)] string Answer);

/// <summary>What has to be put right before a decision: set by the reviewer, answered by the applicant, accepted by the reviewer.</summary>
internal static class ApplicationConditions
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/applications/{id:guid}/conditions", Set).RequireScope("kitemark.decide").Idempotent().WithName("SetConditions");
        app.MapPost("/applications/{id:guid}/conditions/{number:int}/answer", Answer).RequireScope("kitemark.write").Idempotent().WithName("AnswerCondition");
        app.MapPost("/applications/{id:guid}/conditions/{number:int}/accept", Accept).RequireScope("kitemark.decide").Idempotent().WithName("AcceptCondition");
    }

    private static async Task<Ok<GetApplicationResponse>> Set(
        Guid id, SetConditionsRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireReviewer();
        if (request.Conditions.Any(condition => condition.DueOn <= time.Today()))
        {
            throw new RuleBroken("A condition is due on a day to come. Choose a later day.", "condition-due-past");
        }

        var application = await db.LockApplication(id, cancellationToken);
        application.SetConditions(
            [.. request.Conditions.Select(c => (c.Criterion, c.Text.Trim(), c.DueOn!.Value))],
            await db.CriteriaOf(application, cancellationToken),
            await db.JudgeOf(caller, time, cancellationToken),
            time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await GetApplicationResponse.For(caller, application, db, time, cancellationToken));
    }

    private static async Task<Ok<GetApplicationResponse>> Answer(
        Guid id, int number, AnswerConditionRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var application = await db.LockApplication(id, cancellationToken);
        caller.RequireApplicant(application);
        application.AnswerCondition(number, request.Answer.Trim(), caller.Subject, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await GetApplicationResponse.For(caller, application, db, time, cancellationToken));
    }

    private static async Task<Ok<GetApplicationResponse>> Accept(
        Guid id, int number, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireReviewer();
        var application = await db.LockApplication(id, cancellationToken);
        application.AcceptCondition(number, await db.JudgeOf(caller, time, cancellationToken), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await GetApplicationResponse.For(caller, application, db, time, cancellationToken));
    }
}
