using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Learner;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

public sealed record ListEmployerLearnersResponse(IReadOnlyList<EmployerLearner> Learners, string? Next);

public sealed record EmployerLearner(
    Guid LearnerId,
    string AcademyNumber,
    string FullName,
    Guid EmploymentId,
    string? WorkplaceReference,
    string? WorkerReference,
    int? JobRoleCode,
    EmploymentKind Kind,
    DateOnly StartedOn,
    bool SharesPassport);

/// <summary>The people an employer employs today, at the caller's workplaces, in the order they were entered.</summary>
internal static class ListEmployerLearners
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/employers/{id:guid}/learners", Handle).RequireScope("learners.read");

    private static async Task<Ok<ListEmployerLearnersResponse>> Handle(
        Guid id,
        Guid? after,
        [Range(1, 100)] int? limit,
        LearnerDb db,
        Caller caller,
        Looks looks,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!caller.ActsFor(id))
        {
            throw new NotThere();
        }

        var size = limit ?? 50;
        var page = await db.Employments.AsNoTracking().On(time.Today()).ReachedBy(caller)
            .Where(e => after == null || e.Id > after)
            .OrderBy(e => e.Id).Take(size + 1).Include(e => e.Learner).ToListAsync(cancellationToken);
        looks.At(page.Take(size).Select(e => e.LearnerId).Distinct(), LearnerFeatures.RecordSeen);
        await db.SaveChangesAsync(cancellationToken);
        var next = page.Count > size ? $"/api/learner/v1/employers/{id}/learners?after={page[size - 1].Id}&limit={size}" : null;
        return TypedResults.Ok(new ListEmployerLearnersResponse([.. page.Take(size).Select(Of)], next));
    }

    private static EmployerLearner Of(Employment e) => new(
        e.LearnerId, e.Learner.ShownNumber, e.Learner.FullName, e.Id, e.WorkplaceReference, e.WorkerReference, e.JobRoleCode, e.Kind, e.StartedOn, e.SharesPassport);
}
