using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>
/// What was observed counts no longer: the professional no longer delegates, or the employer has doubts. The learner,
/// the employer's managers and every employer that had accepted it get notice. Ended twice, the first time and its reason stay.
/// </summary>
internal static class EndObservation
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/observations/{observationId:guid}/end", Handle).RequireScope("observations.write").Idempotent();

    private static async Task<Ok<ObservationResponse>> Handle(
        Guid observationId, WithdrawEntryRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var known = await db.Observations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == observationId, cancellationToken);
        if (known is null || !caller.ActsFor(known.EmployerId)
            || !await db.Employments.ReachedBy(caller).AnyAsync(e => e.LearnerId == known.LearnerId, cancellationToken))
        {
            throw new NotThere();
        }

        var passport = (await db.LockKeptPassports([known.LearnerId], cancellationToken)).GetValueOrDefault(known.LearnerId) ?? throw IssuedEntry.Moved();
        var observation = await db.Observations.SingleAsync(o => o.Id == observationId, cancellationToken);
        var (now, today, reason) = (time.GetUtcNow(), time.Today(), request.Reason.Trim());
        if (observation.End(reason, now))
        {
            passport.Note(observation, LedgerEvent.Withdrawn, caller.Subject, reason, now);
            db.Add(Notice.Of(observation, observation.LearnerId, today, now));
            db.Add(Notice.Of(observation, observation.EmployerId, today, now));
            var relied = await db.AcceptingReceipts.Where(r => r.EntryId == observationId).Select(r => r.EmployerId).ToListAsync(cancellationToken);
            db.AddRange(relied.Select(employer => Notice.Of(observation, employer, today, now)));
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(ObservationResponse.Of(observation));
    }
}
