using System.ComponentModel.DataAnnotations;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Kitemark.Features;

/// <summary>The whole review so far; it replaces what was there.</summary>
public sealed record ReviewRequest([Required, MaxLength(CriteriaSet.Count)] IReadOnlyList<ScoredCriterion> Scores);

/// <param name="Points">0 not met, 1 met in part, 2 met, 3 more than met.</param>
public sealed record ScoredCriterion(
    [Required, StringLength(3, MinimumLength = 2)] string Criterion,
    [Required, Range(0, 3)] int? Points,
    [Required, StringLength(2000, MinimumLength = 1)] string Note);

/// <summary>A reviewer takes an application over, and scores it. Somebody with an interest in it does neither.</summary>
internal static class ReviewApplication
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/applications/{id:guid}/review", Begin).RequireScope("kitemark.decide").Idempotent().WithName("BeginReview");
        app.MapPut("/applications/{id:guid}/review", Score).RequireScope("kitemark.decide").Versioned().WithName(nameof(ReviewApplication));
        app.MapPost("/applications/{id:guid}/interests", Declare).RequireScope("kitemark.decide").Idempotent().WithName("DeclareInterest");
    }

    private static async Task<Ok<GetApplicationResponse>> Begin(
        Guid id, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireReviewer();
        var application = await db.LockApplication(id, cancellationToken);
        application.TakeIntoReview(await db.JudgeOf(caller, time, cancellationToken), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await GetApplicationResponse.For(caller, application, db, time, cancellationToken));
    }

    private static async Task<Ok<GetApplicationResponse>> Score(
        Guid id, ReviewRequest request, Caller caller, KitemarkDb db, HttpContext http, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireReviewer();
        var application = await db.LockApplication(id, cancellationToken);
        EntityTag.Require(http.Request, application.Version);
        application.Review(
            [.. request.Scores.Select(s => new Score(s.Criterion, s.Points!.Value, s.Note.Trim()))],
            await db.CriteriaOf(application, cancellationToken),
            await db.JudgeOf(caller, time, cancellationToken),
            time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        http.Response.Headers.ETag = EntityTag.Of(application.Version);
        return TypedResults.Ok(await GetApplicationResponse.For(caller, application, db, time, cancellationToken));
    }

    private static async Task<Ok<GetApplicationResponse>> Declare(
        Guid id, ReasonRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireReviewer();
        var application = await db.LockApplication(id, cancellationToken);
        application.DeclareInterest(caller.Subject, request.Reason.Trim(), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await GetApplicationResponse.For(caller, application, db, time, cancellationToken));
    }
}
