using System.ComponentModel.DataAnnotations;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

/// <param name="DuplicateLearnerId">The other record of the same person; it is merged into the one in the address.</param>
/// <param name="Reason">Why they are one person. It is kept with who did it.</param>
public sealed record MergeLearnersRequest(Guid DuplicateLearnerId, [Required, StringLength(500, MinimumLength = 3)] string Reason);

/// <summary>Both academy numbers lead to the kept record from now on.</summary>
public sealed record MergeLearnersResponse(Guid LearnerId, string AcademyNumber, Guid MergedLearnerId, string MergedAcademyNumber);

/// <summary>Makes one record of two. Name and date of birth stay as the kept record has them; the other's name becomes a former one.</summary>
internal static class MergeLearners
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/learners/{id:guid}/merge", Handle).RequireScope("learners.merge").Idempotent();

    private static async Task<Ok<MergeLearnersResponse>> Handle(
        Guid id,
        MergeLearnersRequest request,
        LearnerDb db,
        Caller caller,
        Looks looks,
        ClosedRecordAnswers closed,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        caller.RequireOfficer();
        looks.At(id, LearnerFeatures.RecordsMerged);
        if (request.DuplicateLearnerId == id)
        {
            throw new RuleBroken("The two records are the same. Give the other record's id as duplicateLearnerId.", "same-record");
        }

        await closed.RequireOpen(id, cancellationToken);
        var records = await db.Lock([id, request.DuplicateLearnerId], cancellationToken);
        var kept = records.Find(l => l.Id == id) ?? throw new NotThere();
        var duplicate = records.Find(l => l.Id == request.DuplicateLearnerId)
            ?? throw new RuleBroken("There is no open record with this duplicateLearnerId. Check the id, and whether it was merged or erased before.", "duplicate-unknown");

        var now = time.GetUtcNow();
        foreach (var employment in kept.TakeOver(duplicate, time.Today()))
        {
            db.Say(employment.Started(now));
        }

        db.Say(kept.DetailsChanged(now));
        var earlier = await db.Learners.Where(l => l.MergedInto == duplicate.Id).ToListAsync(cancellationToken);
        earlier.ForEach(record => record.MergeInto(kept.Id));
        foreach (var merged in earlier.Prepend(duplicate).Select(record => record.Merged(now)))
        {
            db.Say(merged);
            await db.Remember(merged, cancellationToken);
        }

        db.Add(new Closure(duplicate.Id, kept.Id, caller.Subject, request.Reason.Trim(), now));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new MergeLearnersResponse(kept.Id, kept.ShownNumber, duplicate.Id, duplicate.ShownNumber));
    }
}
