using System.ComponentModel.DataAnnotations;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Kitemark.Features;

/// <param name="PlannedOn">The day it is planned for, Europe/London.</param>
/// <param name="Criteria">What it is about: codes of criteria.</param>
public sealed record PlanVisitRequest([Required] DateOnly? PlannedOn, [Required, Length(1, CriteriaSet.Count)] IReadOnlyList<string> Criteria);

/// <summary>Whoever plans a visit goes there: to judge an application, or to look whether a mark is deserved still.</summary>
internal static class PlanVisit
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/applications/{id:guid}/visits", ForApplication).RequireScope("kitemark.decide").Idempotent().WithName(nameof(PlanVisit));
        app.MapPost("/kitemarks/{id:guid}/visits", ForMark).RequireScope("kitemark.decide").Idempotent().WithName("PlanKitemarkVisit");
    }

    private static async Task<Created<GetApplicationResponse>> ForApplication(
        Guid id, PlanVisitRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireReviewer();
        var application = await db.LockApplication(id, cancellationToken);
        var judge = await db.JudgeOf(caller, time, cancellationToken);
        var criteria = application.CriteriaSetId is null
            ? await db.CriteriaOn(application.Subject.Scheme(), time.Today(), cancellationToken)
            : await db.CriteriaOf(application, cancellationToken);
        db.Add(Visit.For(application, DayOf(request, time), criteria.Require(request.Criteria), judge, time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/kitemark/v1/applications/{id}", await GetApplicationResponse.For(caller, application, db, time, cancellationToken));
    }

    private static async Task<Created<GetKitemarkResponse>> ForMark(
        Guid id, PlanVisitRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireReviewer();
        var mark = await db.LockMark(id, cancellationToken);
        var judge = await db.JudgeOf(caller, time, cancellationToken);
        var criteria = await db.CriteriaOn(mark.Subject.Scheme(), time.Today(), cancellationToken);
        db.Add(Visit.For(mark, DayOf(request, time), criteria.Require(request.Criteria), judge, time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/kitemark/v1/kitemarks/{id}", await GetKitemarkResponse.For(caller, mark, db, time, cancellationToken));
    }

    private static DateOnly DayOf(PlanVisitRequest request, TimeProvider time)
        => request.PlannedOn!.Value >= time.Today() && request.PlannedOn.Value.Year <= 2100
            ? request.PlannedOn.Value
            : throw new RuleBroken("A visit is planned for today or a day to come.", "visit-planned-past");
}
