using Academy.Learner.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

public sealed record EndEmploymentRequest(DateOnly EndedOn);

internal static class EndEmployment
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/employments/{id:guid}/end", Handle).RequireScope("learners.write");

    private static async Task<Ok<EmploymentResponse>> Handle(
        Guid id, EndEmploymentRequest request, LearnerDb db, Caller caller, TimeProvider time, CancellationToken cancellationToken)
    {
        var employment = await db.Employments.Include(e => e.Learner).SingleOrDefaultAsync(e => e.Id == id, cancellationToken);
        if (employment is null
            || !(caller.IsAcademy || caller.IsLearner(employment.LearnerId) || caller.Reaches(employment.EmployerId, employment.WorkplaceReference)))
        {
            throw new NotThere();
        }

        if (!caller.IsAcademy)
        {
            employment.RequireNotReopened(request.EndedOn, time.Today());
        }

        if (employment.End(request.EndedOn, time.Today()))
        {
            db.Say(employment.Ended(time.GetUtcNow()));
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(EmploymentResponse.Of(employment));
    }
}
