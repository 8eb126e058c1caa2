using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Conflict = Academy.ServiceDefaults.Conflict;

namespace Academy.Passport.Features;

/// <param name="Words">Why the learner does not agree with the answer.</param>
public sealed record AskAcademyRequest([Required, StringLength(1000, MinimumLength = 3)] string Words);

/// <summary>A learner brings a dispute to the Academy: they do not agree with the answer, or there was none in time.</summary>
internal static class AskAcademy
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/disputes/{disputeId:guid}/ask-academy", Handle).RequireScope("entries.write").Idempotent();

    private static async Task<Ok<DisputeView>> Handle(
        Guid disputeId, AskAcademyRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var learnerId = caller.LearnerId ?? throw new NotThere();
        var (dispute, entry, _) = await db.Disputes.Where(d => d.LearnerId == learnerId).Lock(disputeId, db, cancellationToken);
        var now = time.GetUtcNow();
        if (!dispute.MayAskAcademy(now))
        {
            throw new Conflict("dispute-not-answered", dispute.State == DisputeState.WithIssuer
                ? $"Whoever recorded this has until {dispute.AnswerBy:d MMMM yyyy} to answer. Then you can ask the Academy."
                : "The Academy has this already, or has decided.");
        }

        dispute.AskAcademy(request.Words.Trim(), now);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(DisputeView.Of(dispute, entry, now));
    }
}
