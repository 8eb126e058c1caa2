using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>
/// A qualification that should not be there. Only who recorded it can take it back; it stays in the passport with the
/// reason and counts for nothing. The learner, and every employer that had accepted it, get notice.
/// </summary>
internal static class WithdrawQualification
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/qualifications/{qualificationId:guid}/withdraw", Handle).RequireScope("qualifications.write").Idempotent();

    private static async Task<Ok<PassportQualification>> Handle(
        Guid qualificationId, WithdrawEntryRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await HeldQualification.Find(db, qualificationId, cancellationToken) is not { } holder || !holder.Qualification.IsIssuedBy(caller))
        {
            throw new NotThere();
        }

        var passport = (await db.LockKeptPassports([holder.LearnerId], cancellationToken)).GetValueOrDefault(holder.LearnerId);
        if (passport?.Qualifications.FirstOrDefault(q => q.Id == qualificationId) is not { } qualification)
        {
            throw IssuedEntry.Moved();
        }

        var now = time.GetUtcNow();
        var withdrawn = passport.Withdraw(qualification, caller.Subject, request.Reason.Trim(), now);
        if (withdrawn != qualification)
        {
            db.Tell(passport, withdrawn, now);
            var relied = await db.AcceptingReceipts.Where(r => r.EntryId == qualificationId).Select(r => r.EmployerId).ToListAsync(cancellationToken);
            db.AddRange(relied.Prepend(passport.LearnerId).Select(recipient => Notice.OfQualification(withdrawn, passport.LearnerId, recipient, now)));
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(withdrawn.Show());
    }
}
