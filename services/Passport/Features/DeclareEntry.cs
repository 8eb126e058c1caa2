using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Passport.Features;

/// <summary>Training a learner did that nobody recorded.</summary>
/// <param name="Title">What it was called, as on the certificate.</param>
/// <param name="TrainingCategoryCode">The subject, by its bulk-upload code of ASC-WDS.</param>
/// <param name="CompletedOn">The day it was completed, Europe/London.</param>
/// <param name="ValidUntil">The last day it counts, where the certificate names one.</param>
/// <param name="TaughtBy">Who taught it, in the learner's words.</param>
/// <param name="EvidenceIds">Files the learner has sent; they may also be attached later.</param>
/// <param name="IsAnother">That it is not the training of the same subject and day that is in the passport already.</param>
public sealed record DeclareEntryRequest(
    [Required, StringLength(200, MinimumLength = 3)] string Title,
    int TrainingCategoryCode,
    DateOnly CompletedOn,
    DateOnly? ValidUntil,
    [StringLength(120, MinimumLength = 2)] string? TaughtBy,
    [MaxLength(AttachEvidence.MostFiles)] IReadOnlyList<Guid>? EvidenceIds,
    bool IsAnother = false);

/// <summary>A learner adds training to their own passport. It counts as what they say, until Academy staff have accepted evidence for it.</summary>
internal static class DeclareEntry
{
    private const int MostDeclared = 200;
    private const int Youngest = 14;
    private const int LongestValidity = 10;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/learners/{learnerId:guid}/entries", Handle).RequireScope("entries.write").Idempotent();

    private static async Task<Created<PassportEntry>> Handle(
        Guid learnerId,
        DeclareEntryRequest request,
        Caller caller,
        ClosedRecordAnswers closed,
        PassportDb db,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        await closed.RequireOwn(learnerId, cancellationToken);
        var passport = (await db.LockPassports([learnerId], cancellationToken)).SingleOrDefault() ?? throw new NotThere();
        RequireSense(request, passport, time.Today());

        var now = time.GetUtcNow();
        var entry = Entry.OfLearner(
            learnerId, request.Title.Trim(), request.TrainingCategoryCode, request.CompletedOn, request.ValidUntil,
            string.IsNullOrWhiteSpace(request.TaughtBy) ? null : request.TaughtBy.Trim(), now);
        db.Say(passport.Record(entry, caller.Subject));
        if (request.EvidenceIds is { Count: > 0 } files)
        {
            await AttachEvidence.Attach(passport, entry, files, caller, db, now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, Rendering.Render(entry, Subjects.Name));
    }

    private static void RequireSense(DeclareEntryRequest request, TrainingPassport passport, DateOnly today)
    {
        if (!Subjects.Exists(request.TrainingCategoryCode))
        {
            throw new RuleBroken($"{request.TrainingCategoryCode} is not a training category of ASC-WDS. Choose one of its bulk-upload codes.", "training-category-unknown");
        }

        RecordCompletion.RefuseDay(request.CompletedOn, today);
        if (request.CompletedOn < passport.DateOfBirth.AddYears(Youngest))
        {
            throw new RuleBroken($"You were younger than {Youngest} on that day. Check the day against the certificate.", "completed-too-young");
        }

        if (request.ValidUntil is { } until && (until < request.CompletedOn || until > request.CompletedOn.AddYears(LongestValidity)))
        {
            throw new RuleBroken($"The last day it counts is before the day it was completed, or more than {LongestValidity} years after it. Check it against the certificate.", "valid-until");
        }

        var standing = passport.Entries.Where(entry => !entry.IsWithdrawn).ToList();
        if (standing.Count(entry => entry.Declaration is not null) >= MostDeclared)
        {
            throw new RuleBroken($"You added {MostDeclared} trainings yourself. Remove one that you do not need first.", "too-many-declared");
        }

        if (!request.IsAnother && standing.Find(entry => entry.CompletedOn == request.CompletedOn && entry.TrainingCategoryCode == request.TrainingCategoryCode) is { } same)
        {
            throw new RuleBroken($"Your passport has {same.Title} of the same subject on that day. If this is other training, send isAnother as true.", "already-in-passport");
        }
    }
}
