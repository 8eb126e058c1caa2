using System.Text.Json.Serialization;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

public sealed record LearnerResponse(
    Guid LearnerId,
    string AcademyNumber,
    string FullName,
    IReadOnlyList<string> FormerNames,
    DateOnly DateOfBirth,
    IReadOnlyList<EmploymentResponse> Employments,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? HasAccount);

/// <summary>
/// An employer sees its own employments of the person, those at the caller's workplaces, and no former names; the others see
/// everything. Academy staff also see whether the person has an account, and never which.
/// </summary>
internal static class GetLearner
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/learners/{id:guid}", Handle).RequireScope("learners.read");

    private static async Task<Results<Ok<LearnerResponse>, StatusCodeHttpResult>> Handle(
        Guid id,
        LearnerDb db,
        Caller caller,
        Looks looks,
        ClosedRecordAnswers closed,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        looks.At(id, LearnerFeatures.RecordSeen);
        var today = time.Today();
        if (await Visible(id) is not { } learner)
        {
            await closed.Tell(id, async kept => await Visible(kept) is not null, cancellationToken);
            throw new NotThere();
        }

        await db.SaveChangesAsync(cancellationToken);
        http.Response.Headers.ETag = EntityTag.Of(learner.Version);
        return EntityTag.IsKnown(http.Request, learner.Version)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(Shown(learner, caller.IsAcademy || caller.IsLearner(id) ? null : caller, caller.IsAcademy));

        async Task<LearnerRecord?> Visible(Guid learnerId)
        {
            var found = await db.Learners.AsNoTracking().Include(l => l.Employments)
                .SingleOrDefaultAsync(l => l.Id == learnerId && l.MergedInto == null, cancellationToken);
            return found is not null && (caller.IsAcademy || caller.IsLearner(learnerId)
                || found.Employments.Exists(e => caller.Reaches(e.EmployerId, e.WorkplaceReference) && e.IsOn(today))) ? found : null;
        }
    }

    private static LearnerResponse Shown(LearnerRecord learner, Caller? toEmployer, bool toAcademy) => new(
        learner.Id,
        learner.ShownNumber,
        learner.FullName,
        toEmployer is null ? learner.FormerNames : [],
        learner.DateOfBirth,
        [.. learner.Employments.Where(e => toEmployer?.Reaches(e.EmployerId, e.WorkplaceReference) != false).OrderBy(e => e.StartedOn).Select(EmploymentResponse.Of)],
        toAcademy ? learner.AccountId is not null : null);
}
