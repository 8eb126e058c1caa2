using Academy.Passport.Data;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Conflict = Academy.ServiceDefaults.Conflict;

namespace Academy.Passport.Features;

/// <summary>
/// An assessment that should not be there. Only the employer that made it takes it back, and not while a Care Certificate that counts rests on
/// it: then whoever awarded that takes it back first.
/// </summary>
internal static class WithdrawStandard
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/learners/{learnerId:guid}/care-certificate-standards/{assessmentId:guid}/withdraw", Handle).RequireScope("observations.write").Idempotent();

    private static async Task<NoContent> Handle(
        Guid learnerId, Guid assessmentId, WithdrawEntryRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var passport = caller.Kind == OrganisationKind.Employer
            ? (await db.LockKeptPassports([learnerId], cancellationToken)).GetValueOrDefault(learnerId)
            : null;
        if (passport?.Standards.FirstOrDefault(one => one.Id == assessmentId) is not { } assessment || !caller.ActsFor(assessment.EmployerId)
            || !await db.Employments.ReachedBy(caller).AnyAsync(e => e.LearnerId == passport.LearnerId, cancellationToken))
        {
            throw new NotThere();
        }

        if (!assessment.IsWithdrawn && passport.Entries.Any(e => e.CareCertificateVersion == assessment.Version && !e.IsWithdrawn))
        {
            throw new Conflict("care-certificate-awarded", "The Care Certificate was awarded on this standard. The employer that awarded it withdraws the certificate first.");
        }

        passport.Withdraw(assessment, caller.Subject, request.Reason.Trim(), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
