using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Conflict = Academy.ServiceDefaults.Conflict;

namespace Academy.Passport.Features;

/// <param name="EntryIsRight">Whoever recorded the entry answers by changing it where it is wrong; only Academy staff say no here.</param>
/// <param name="Words">Why; the learner reads them, and whoever recorded the entry.</param>
/// <param name="SeenLines">How many lines there were to be read: where the learner has said more meanwhile, the answer is not taken.</param>
public sealed record AnswerDisputeRequest(bool EntryIsRight, [Required, StringLength(1000, MinimumLength = 3)] string Words, int SeenLines);

/// <summary>Whoever recorded an entry says why it is right; or Academy staff decide whether it is.</summary>
internal static class AnswerDispute
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/disputes/{disputeId:guid}/answer", Handle).RequireScope("disputes.answer").Idempotent();

    private static async Task<Ok<DisputeView>> Handle(
        Guid disputeId, AnswerDisputeRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!request.EntryIsRight && !caller.IsAcademy)
        {
            throw new RuleBroken("Then put the entry right: correct it or withdraw it. The learner is told, and this is settled.", "put-it-right");
        }

        var (dispute, entry, passport) = await db.Disputes.AnsweredBy(caller).Lock(disputeId, db, cancellationToken);
        if (dispute.State != (caller.IsAcademy ? DisputeState.WithAcademy : DisputeState.WithIssuer))
        {
            throw new Conflict("dispute-not-waiting", dispute.State == DisputeState.Upheld
                ? "The Academy found the entry wrong. Correct it or withdraw it."
                : "There is nothing to answer here: somebody else did, or it is settled.");
        }

        if (dispute.Lines.Count != request.SeenLines)
        {
            throw new Conflict("dispute-changed", "The learner has said more meanwhile. Read that, then answer.");
        }

        var (words, now) = (request.Words.Trim(), time.GetUtcNow());
        if (caller.IsAcademy)
        {
            dispute.Decide(request.EntryIsRight, words, now);
        }
        else
        {
            dispute.Answer(words, now);
        }

        db.Add(Notice.OfDispute(entry, words, now));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(DisputeView.Of(dispute, entry, now, new DisputedBy(passport.LearnerId, passport.FullName, passport.ShownNumber)));
    }
}
