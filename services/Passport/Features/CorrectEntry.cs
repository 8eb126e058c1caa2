using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Conflict = Academy.ServiceDefaults.Conflict;

namespace Academy.Passport.Features;

/// <summary>What is really so of a completion, and why it was wrong before. What is left out stays as it is.</summary>
/// <param name="CompletedOn">Europe/London; not in the future.</param>
/// <param name="CourseVersionId">The course version that was taught; title, subject, validity, hours and mode are then those of the catalogue.</param>
/// <param name="DurationHours">Taught hours, where they were others than the catalogue's.</param>
public sealed record CorrectEntryRequest(
    DateOnly? CompletedOn,
    [Required, StringLength(500, MinimumLength = 3)] string Reason,
    Guid? CourseVersionId = null,
    Guid? TrainerId = null,
    [Range(0.25, 2000)] decimal? DurationHours = null,
    CourseMode? Mode = null)
{
    internal bool IsEmpty => CompletedOn is null && CourseVersionId is null && TrainerId is null && DurationHours is null && Mode is null;
}

/// <summary>
/// Puts a completion right. Only the training provider that recorded it can; validity and kitemark are worked out anew for what it says then,
/// by what is decided by now. What stood before stays in the ledger, and a credential of it is revoked. Who did not complete the course has
/// no entry to be corrected: that one is withdrawn.
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

        RequireSense(request, time.Today());
        var (rightVersion, rightTrainer) = (request.CourseVersionId ?? version, request.TrainerId ?? trainer);
        await db.HoldSubjects(new[] { version, provider, trainer, rightVersion, rightTrainer }.Distinct(), alone: false, cancellationToken);
        var marks = await db.Marks.Where(m => m.SubjectId == rightVersion || m.SubjectId == provider || m.SubjectId == rightTrainer).ToListAsync(cancellationToken);
        var course = await db.CourseVersions.SingleOrDefaultAsync(c => c.Id == rightVersion && c.TrainingProviderId == provider, cancellationToken)
            ?? throw new RuleBroken("Choose a course version of your own catalogue. One that was published a moment ago may take a few seconds to be known here.", "course-version-unknown");
        var taught = (rightVersion, rightTrainer) == (version, trainer) ? null : await RecordCompletion.Taught(course, rightTrainer, marks, db, cancellationToken);
        var (passport, entry) = await issued.Lock(db, cancellationToken);
        if (entry.IsWithdrawn)
        {
            throw new RuleBroken("This entry was withdrawn. Record the completion again with the right date.", "entry-withdrawn");
        }

        if (entry.CourseVersionId != version || entry.TrainerId != trainer)
        {
            throw new Conflict("changed-meanwhile", "Somebody else corrected this entry at the same moment. Read it again.");
        }

        var right = new Correction(
            taught ?? entry.Taught(),
            course,
            request.CompletedOn ?? entry.CompletedOn,
            request.DurationHours ?? (rightVersion == version ? entry.DurationHours : course.DurationHours),
            request.Mode ?? (rightVersion == version ? entry.Mode : course.Mode));
        if (!right.IsIn(entry))
        {
            if (passport.FindCompletion(rightVersion, right.CompletedOn) is { } other && other.Id != entry.Id)
            {
                throw new RuleBroken("This course is recorded for that day already. Withdraw the entry that is too many.", "already-recorded");
            }

            var (reason, now) = (request.Reason.Trim(), time.GetUtcNow());
            db.Say(passport.CorrectCompletion(entry, right, marks, caller.Subject, reason, now));
            await Disputes.Settle(db, entry, DisputeOutcome.Corrected, reason, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(Rendering.Render(entry, Subjects.Name));
    }

    private static void RequireSense(CorrectEntryRequest request, DateOnly today)
    {
        if (request.IsEmpty)
        {
            throw new RuleBroken(
                "Say what is to be put right: completedOn, courseVersionId, trainerId, durationHours or mode. The entry of somebody who did not complete the course is withdrawn.",
                "nothing-to-correct");
        }

        if (request.CompletedOn is { } day)
        {
            RecordCompletion.RefuseDay(day, today);
        }

        if (request.Mode is { } mode && !Enum.IsDefined(mode))
        {
            throw new RuleBroken($"mode is one of {string.Join(", ", Enum.GetNames<CourseMode>())}.", "mode");
        }

        if (request.DurationHours is { } hours && decimal.Round(hours, 2) != hours)
        {
            throw new RuleBroken("Give durationHours with two decimals at most.", "too-many-decimals");
        }
    }
}
