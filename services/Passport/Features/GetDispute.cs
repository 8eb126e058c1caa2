using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>A dispute for whoever answers it, with all that was said and whose it is. The learner sees that somebody looked.</summary>
internal static class GetDispute
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/disputes/{disputeId:guid}", Handle).RequireScope("disputes.answer");

    private static async Task<Ok<DisputeView>> Handle(
        Guid disputeId, Caller caller, Looks looks, PassportDb db, TimeProvider time, HttpRequest request, CancellationToken cancellationToken)
    {
        if (caller.IsAcademy)
        {
            Purpose.Stated(request);
        }

        var dispute = await db.Disputes.AsNoTracking().AnsweredBy(caller).SingleOrDefaultAsync(d => d.Id == disputeId, cancellationToken) ?? throw new NotThere();
        var passport = await db.Passports.AsNoTracking().SingleAsync(p => p.LearnerId == dispute.LearnerId, cancellationToken);
        var entry = await db.Entries.AsNoTracking().SingleAsync(e => e.Id == dispute.EntryId, cancellationToken);

        // The look is logged before anything is shown.
        looks.At(dispute.LearnerId, ActivityKind.PassportSeen);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(DisputeView.Of(dispute, entry, time.GetUtcNow(), new DisputedBy(passport.LearnerId, passport.FullName, passport.ShownNumber)));
    }
}
