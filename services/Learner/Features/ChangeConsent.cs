using System.ComponentModel.DataAnnotations;
using Academy.Learner.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

public sealed record ChangeConsentRequest([Required] bool? SharesPassport);

/// <summary>Nobody but the learner says who sees the passport.</summary>
internal static class ChangeConsent
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/employments/{id:guid}/consent", Handle).RequireScope("learners.write");

    private static async Task<Ok<EmploymentResponse>> Handle(
        Guid id, ChangeConsentRequest request, LearnerDb db, Caller caller, TimeProvider time, CancellationToken cancellationToken)
    {
        var employment = await db.Employments.Include(e => e.Learner).SingleOrDefaultAsync(e => e.Id == id, cancellationToken);
        if (employment is null || !caller.IsLearner(employment.LearnerId))
        {
            throw new NotThere();
        }

        var now = time.GetUtcNow();
        if (employment.Share(request.SharesPassport!.Value, time.Today(), now))
        {
            db.Say(employment.ConsentChanged(now));
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(EmploymentResponse.Of(employment));
    }
}
