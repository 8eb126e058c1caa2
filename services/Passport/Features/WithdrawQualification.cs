using System.Text.Json;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>
/// A qualification that should not be there. Only who recorded it can take it back; it stays in the passport with the
/// reason and counts for nothing.
/// </summary>
internal static class WithdrawQualification
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/qualifications/{qualificationId:guid}/withdraw", Handle).RequireScope("qualifications.write").Idempotent();

    private static async Task<Ok<PassportQualification>> Handle(
        Guid qualificationId, WithdrawEntryRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var holding = JsonSerializer.Serialize(new[] { new { id = qualificationId } });
        var holder = await db.Passports.FromSql($"SELECT * FROM passports WHERE qualifications @> {holding}::jsonb").AsNoTracking()
            .Select(p => new { p.LearnerId, p.Qualifications }).SingleOrDefaultAsync(cancellationToken);
        if (holder?.Qualifications.Single(q => q.Id == qualificationId).IsIssuedBy(caller) != true)
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
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(withdrawn.Show());
    }
}
