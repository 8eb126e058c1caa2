using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <param name="Claim">What is wrong.</param>
/// <param name="Words">What would be right, in the learner's words; whoever recorded the entry reads them.</param>
public sealed record OpenDisputeRequest(DisputeClaim Claim, [Required, StringLength(1000, MinimumLength = 3)] string Words);

/// <summary>A learner says that an entry of their passport is wrong, or adds to what they said. Whoever recorded it puts it right or says why it is right.</summary>
internal static class OpenDispute
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/entries/{entryId:guid}/dispute", Handle).RequireScope("entries.write").Idempotent();

    private static async Task<Ok<DisputeView>> Handle(
        Guid entryId, OpenDisputeRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Enum.IsDefined(request.Claim))
        {
            throw new RuleBroken($"Choose one of these: {string.Join(", ", Enum.GetNames<DisputeClaim>())}.", "claim");
        }

        var learnerId = await db.Entries.Where(e => e.Id == entryId).Select(e => (Guid?)e.LearnerId).SingleOrDefaultAsync(cancellationToken);
        if (learnerId is not { } own || !caller.IsLearner(own))
        {
            throw new NotThere();
        }

        var passport = (await db.LockPassports([own], cancellationToken)).SingleOrDefault();
        var entry = passport?.Entries.SingleOrDefault(e => e.Id == entryId) ?? throw IssuedEntry.Moved();
        if (entry.Declaration is not null)
        {
            throw new RuleBroken("You added this training yourself. Withdraw it, and add it again as it should be.", "entry-declared");
        }

        var (words, now) = (request.Words.Trim(), time.GetUtcNow());
        var dispute = await db.Disputes.SingleOrDefaultAsync(d => d.EntryId == entryId && d.State != DisputeState.Settled, cancellationToken);
        if (dispute is null)
        {
            dispute = Dispute.Of(entry, request.Claim, words, now);
            db.Add(dispute);
        }
        else if (!dispute.Add(request.Claim, words, now))
        {
            throw new RuleBroken($"You said {Dispute.MostWords} things about this and nobody has answered yet. Wait for the answer.", "dispute-full");
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(DisputeView.Of(dispute, entry, now));
    }
}
