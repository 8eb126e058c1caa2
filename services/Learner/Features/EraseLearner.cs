using System.ComponentModel.DataAnnotations;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

public sealed record EraseLearnerRequest([Required, EnumDataType(typeof(ErasureReason))] ErasureReason? Reason);

/// <param name="Records">How many records of the person were erased: this one, and those merged into it.</param>
public sealed record EraseLearnerResponse(Guid LearnerId, int Records, DateTimeOffset ErasedAt);

/// <summary>
/// Removes a person from every service, for good. What stays is that a record with this id was there, when it was erased, by whom
/// and for which of three reasons.
/// </summary>
internal static class EraseLearner
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/learners/{id:guid}/erase", Handle).RequireScope("learners.erase").Idempotent();

    private static async Task<Ok<EraseLearnerResponse>> Handle(
        Guid id, EraseLearnerRequest request, LearnerDb db, Caller caller, ClosedRecordAnswers closed, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireAdministrator();
        await closed.RequireOpen(id, cancellationToken);
        _ = (await db.Lock([id], cancellationToken)).SingleOrDefault() ?? throw new NotThere();
        var now = time.GetUtcNow();
        var records = await db.Learners.AsNoTracking().Where(l => l.Id == id || l.MergedInto == id).ToListAsync(cancellationToken);
        foreach (var erased in records.Select(record => record.Erased(now)))
        {
            await db.Erase(erased, cancellationToken);
            db.Say(erased);
            db.Add(new Closure(erased.LearnerId, keptLearnerId: null, caller.Subject, request.Reason!.Value.ToString(), now));
        }

        var ids = records.ConvertAll(record => record.Id);
        await db.Closures.Where(c => ids.Contains(c.LearnerId)).ExecuteDeleteAsync(cancellationToken);
        await db.Employments.Where(e => ids.Contains(e.LearnerId)).ExecuteDeleteAsync(cancellationToken);
        await db.Learners.Where(l => ids.Contains(l.Id)).ExecuteDeleteAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new EraseLearnerResponse(id, records.Count, now));
    }
}
