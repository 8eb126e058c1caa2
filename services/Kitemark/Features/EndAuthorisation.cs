using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record EndAuthorisationResponse(Guid AuthorisationId, MarkPeriod Period);

internal static class EndAuthorisation
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/authorisations/{id:guid}/end", Handle).RequireScope("kitemark.decide").Idempotent().WithName(nameof(EndAuthorisation));

    private static async Task<Ok<EndAuthorisationResponse>> Handle(
        Guid id, DecisionRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireKitemarkLead();
        var authorisation = await db.Authorisations.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new NotThere();
        Impartiality.Require(caller, authorisation.TrainingProviderId);
        var name = await db.Trainers.Where(t => t.Id == authorisation.TrainerId).Select(t => t.Name).SingleAsync(cancellationToken);
        var decision = request.As(MarkDecisionKind.Withdrawn, caller, time);
        authorisation.End(decision);
        db.Say(new TrainerAuthorisationEnded(
            authorisation.Id,
            authorisation.Version,
            authorisation.TrainerId,
            authorisation.TrainingProviderId,
            name,
            authorisation.TrainingCategoryCode,
            authorisation.Period.Said(),
            decision.DecidedAt));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new EndAuthorisationResponse(authorisation.Id, authorisation.Period.Said()));
    }
}
