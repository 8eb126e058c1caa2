using System.ComponentModel.DataAnnotations;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <param name="On">The day it took place.</param>
/// <param name="Criteria">What it was about in the end; none where it was what was planned.</param>
public sealed record RecordVisitRequest(
    [Required] DateOnly? On,
    [Required, StringLength(4000, MinimumLength = 1)] string Findings,
    [Length(1, CriteriaSet.Count)] IReadOnlyList<string>? Criteria = null);

/// <summary>What was seen at a visit. Seen of a mark, it is the mark's review: the next one is reckoned from it.</summary>
internal static class RecordVisit
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/visits/{id:guid}/done", Handle).RequireScope("kitemark.decide").Idempotent().WithName(nameof(RecordVisit));

    private static async Task<Ok<VisitResponse>> Handle(
        Guid id, RecordVisitRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireReviewer();
        var (visit, application) = await db.LockVisit(id, cancellationToken);
        var judge = await db.JudgeOf(caller, time, cancellationToken);
        var mark = visit.KitemarkId is { } markId ? await db.Marks.SingleAsync(m => m.Id == markId, cancellationToken) : null;
        var scheme = (mark?.Subject ?? application!.Subject).Scheme();
        var criteria = request.Criteria is null ? null : (await db.CriteriaOn(scheme, time.Today(), cancellationToken)).Require(request.Criteria);
        visit.Record(request.On!.Value, request.Findings.Trim(), criteria, application, judge, time.Today());
        mark?.Review(visit.DoneOn!.Value);

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(VisitResponse.Of(visit, seesFindings: true, judge.StepsOf(visit, application), isAcademy: true));
    }
}
