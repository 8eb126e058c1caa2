using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Learner;
using Academy.Learner.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

public sealed record SetEmployerStandingRequest(
    [Required, EnumDataType(typeof(EmployerStandingKind))] EmployerStandingKind? Kind, DateOnly From, DateOnly Until);

public sealed record SetEmployerStandingResponse(Guid EmployerId, IReadOnlyList<EmployerStanding> Standings);

internal static class SetEmployerStanding
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/employers/{id:guid}/standing", Handle).RequireScope("employers.write").Idempotent();

    private static async Task<Created<SetEmployerStandingResponse>> Handle(
        Guid id, SetEmployerStandingRequest request, LearnerDb db, Caller caller, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireOfficer();
        var employer = await db.Employers.Include(e => e.Standings).SingleOrDefaultAsync(e => e.Id == id, cancellationToken)
            ?? throw new NotThere();
        if (employer.Hold(request.Kind!.Value, request.From, request.Until))
        {
            db.Say(employer.StandingChanged(time.GetUtcNow()));
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Created(
            $"/api/learner/v1/employers/{id}", new SetEmployerStandingResponse(id, employer.StandingsInOrder()));
    }
}
