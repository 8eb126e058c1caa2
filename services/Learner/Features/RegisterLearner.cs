using System.ComponentModel.DataAnnotations;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Learner.Features;

public sealed record RegisterLearnerRequest([Required, StringLength(120)] string FullName, DateOnly DateOfBirth);

public sealed record RegisterLearnerResponse(Guid LearnerId, string AcademyNumber);

/// <summary>For people no import brings in, for example personal assistants.</summary>
internal static class RegisterLearner
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/learners", Handle).RequireScope("learners.write").Idempotent();

    private static async Task<Created<RegisterLearnerResponse>> Handle(
        RegisterLearnerRequest request, LearnerDb db, Caller caller, TimeProvider time, CancellationToken cancellationToken)
    {
        if (caller.Kind is not (OrganisationKind.Academy or OrganisationKind.Employer or OrganisationKind.TrainingProvider))
        {
            throw new NotThere();
        }

        var learner = LearnerRecord.Register(request.FullName, request.DateOfBirth, time.Today(), time.GetUtcNow());
        db.Add(learner);
        db.Say(learner.Registered());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/learner/v1/learners/{learner.Id}", new RegisterLearnerResponse(learner.Id, learner.ShownNumber));
    }
}
