using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Conflict = Academy.ServiceDefaults.Conflict;

namespace Academy.Passport.Features;

/// <summary>What Academy staff decided after looking at the evidence.</summary>
/// <param name="SeenEvidenceIds">The files they looked at: where the learner has sent others meanwhile, the decision is not taken.</param>
/// <param name="Refusal">Why it is not accepted; none means it is accepted.</param>
/// <param name="Note">For the learner, besides the reason.</param>
public sealed record DecideEvidenceRequest(
    [Required, MinLength(1), MaxLength(AttachEvidence.MostFiles)] IReadOnlyList<Guid> SeenEvidenceIds,
    EvidenceRefusal? Refusal,
    [StringLength(500)] string? Note);

/// <summary>
/// Accepted, the entry counts as checked from now on. Refused, it stays what the learner says, who reads why and may send better evidence.
/// Nobody decides about what they sent themselves.
/// </summary>
internal static class DecideEvidence
{
    private const string Accepted = "Academy staff saw the evidence and accepted it.";

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/evidence-checks/{entryId:guid}/decision", Handle).RequireScope("evidence.check").Idempotent();

    private static async Task<Ok<PassportEntry>> Handle(
        Guid entryId, DecideEvidenceRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.Refusal is { } refusal && !Enum.IsDefined(refusal))
        {
            throw new RuleBroken($"Choose one of these reasons: {string.Join(", ", Enum.GetNames<EvidenceRefusal>())}.", "refusal");
        }

        var learnerId = caller.IsAcademy
            ? await db.Entries.Where(e => e.Id == entryId && e.Declaration != null).Select(e => (Guid?)e.LearnerId).SingleOrDefaultAsync(cancellationToken)
            : null;
        var passport = (await db.LockPassports([learnerId ?? throw new NotThere()], cancellationToken)).SingleOrDefault();
        if (passport?.Entries.SingleOrDefault(e => e.Id == entryId) is not { } entry)
        {
            throw IssuedEntry.Moved();
        }

        if (await OwnAccount.IsOf(db, caller, entry.LearnerId, cancellationToken))
        {
            throw new RuleBroken("This is your own training. Leave the evidence to another member of the Academy's staff.", "own-evidence");
        }

        if (entry.EvidenceWaitsSince is null)
        {
            throw new Conflict("evidence-not-waiting", "There is nothing to decide here: somebody else decided, or the learner removed the training.");
        }

        if (!entry.Declaration!.EvidenceIds.ToHashSet().SetEquals(request.SeenEvidenceIds))
        {
            throw new Conflict("evidence-changed", "The learner has sent other files meanwhile. Look at those, then decide.");
        }

        Decide(request, passport, entry, caller, db, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(Rendering.Render(entry, Subjects.Name));
    }

    private static void Decide(DecideEvidenceRequest request, TrainingPassport passport, Entry entry, Caller caller, PassportDb db, DateTimeOffset now)
    {
        var reason = request.Refusal?.InWords() ?? Accepted;
        var words = string.IsNullOrWhiteSpace(request.Note) ? reason : $"{reason} {request.Note.Trim()}";
        if (request.Refusal is null)
        {
            db.Say(passport.AcceptEvidence(entry, caller.Subject, now));
        }
        else
        {
            passport.RefuseEvidence(entry, caller.Subject, words, now);
        }

        db.Add(Notice.OfEvidence(entry, request.Refusal is null, words, now));
    }
}
