using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>The day the training was really completed, and why it was wrong before.</summary>
/// <param name="CompletedOn">Europe/London; not in the future.</param>
public sealed record CorrectEntryRequest(DateOnly CompletedOn, [Required, StringLength(500, MinimumLength = 3)] string Reason);

/// <summary>
/// Puts the day of a completion right. Only the training provider that recorded it can; validity and kitemark are worked out anew for
/// that day, by what is decided by now. What stood before stays in the ledger.
/// </summary>
internal static class CorrectEntry
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/entries/{entryId:guid}/correct", Handle).RequireScope("entries.write").Idempotent();

    private static async Task<Ok<PassportEntry>> Handle(
        Guid entryId, CorrectEntryRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var issued = await IssuedEntry.Find(db, entryId, caller, cancellationToken);
        if (issued is not { CourseVersionId: { } version, TrainingProviderId: { } provider, TrainerId: { } trainer })
        {
            throw issued.IsDeclared
                ? new RuleBroken("What you added yourself is not corrected. Withdraw it, and add it again with the right date.", "entry-declared")
                : new RuleBroken("An employer's entry is not corrected here. Withdraw it, and send the training file, or award the Care Certificate, with the right date.", "entry-of-a-file");
        }

        RecordCompletion.RefuseDay(request.CompletedOn, time.Today());
        await db.HoldSubjects([version, provider, trainer], alone: false, cancellationToken);
        var marks = await db.Marks.Where(m => m.SubjectId == version || m.SubjectId == provider || m.SubjectId == trainer).ToListAsync(cancellationToken);
        var course = await db.CourseVersions.SingleAsync(c => c.Id == version, cancellationToken);
        var (passport, entry) = await issued.Lock(db, cancellationToken);
        if (entry.IsWithdrawn)
        {
            throw new RuleBroken("This entry was withdrawn. Record the completion again with the right date.", "entry-withdrawn");
        }

        if (entry.CompletedOn != request.CompletedOn)
        {
            if (passport.FindCompletion(version, request.CompletedOn) is not null)
            {
                throw new RuleBroken("This course is recorded for that day already. Withdraw the entry that is too many.", "already-recorded");
            }

            var (reason, now) = (request.Reason.Trim(), time.GetUtcNow());
            db.Say(passport.CorrectCompletion(entry, request.CompletedOn, course, marks, caller.Subject, reason, now));
            await Disputes.Settle(db, entry, DisputeOutcome.Corrected, reason, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(Rendering.Render(entry, Subjects.Name));
    }
}
